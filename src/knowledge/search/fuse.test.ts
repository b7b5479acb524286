import { describe, expect, it } from 'vitest';
import { dot } from '../../gateway/index.ts';
import { fuse } from './fuse.ts';

const vector = (...values: number[]) => Float32Array.from(values);
const hit = (id: string, score: number, v: Float32Array) => ({
  id,
  score,
  cosine: (question: Float32Array) => dot(question, v),
});
const QUERY = vector(1, 0);
const near = vector(0.9, 0.44);
const far = vector(0.2, 0.98);

describe('fusing what was found by meaning and by words', () => {
  const found = {
    byVector: [hit('meaning', 0.9, near), hit('words', 0.2, far)],
    byTerms: [hit('words', 12, far)],
  };

  it('lets the words decide where the embedding model does not know the language', () => {
    expect(fuse(QUERY, found, 0.05).map((candidate) => candidate.id)).toEqual(['words', 'meaning']);
  });

  it('weighs both where it does', () => {
    const [first, second] = fuse(
      QUERY,
      { byVector: found.byVector, byTerms: [hit('words', 12, far), hit('meaning', 11, near)] },
      1,
    );
    expect([first?.id, second?.id]).toEqual(['meaning', 'words']);
  });

  it('orders by meaning alone when no word matches, also when nothing is similar', () => {
    const only = fuse(QUERY, { byVector: found.byVector, byTerms: [] }, 0.05);
    expect(only.map((candidate) => candidate.id)).toEqual(['meaning', 'words']);
    const opposite = fuse(QUERY, { byVector: [hit('a', -0.5, vector(-0.5, 0.86))], byTerms: [] }, 1);
    expect(opposite).toEqual([{ id: 'a', cosine: -0.5, bm25: 0, score: 0 }]);
  });

  it('knows both scores of every candidate, whichever list it came from', () => {
    const [only] = fuse(QUERY, { byVector: [], byTerms: [hit('words', 3, near)] }, 1);
    expect(only?.cosine).toBeCloseTo(0.9);
    expect(only?.bm25).toBe(3);
  });
});
