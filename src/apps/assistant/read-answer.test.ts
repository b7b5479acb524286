import { describe, expect, it } from 'vitest';
import { type AnswerPiece, readCitedAnswer } from './read-answer.ts';

/** Feeds the text in pieces of every length, as a stream may cut it anywhere, and joins what comes out. */
async function read(text: string, size: number, passages = 3) {
  async function* stream() {
    for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
  }
  const pieces: AnswerPiece[] = [];
  for await (const piece of readCitedAnswer(stream(), passages)) pieces.push(piece);
  const said = pieces.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');
  return { pieces, said };
}

describe.each([1, 2, 3, 7, 50, 1000])('reading an answer in pieces of %i characters', (size) => {
  it('turns marks into ranges of the sentence before them, and takes them out', async () => {
    const { pieces, said } = await read('Most goods: 45 days [1]. Tools with engines: 30 days [2][3].', size);
    expect(said).toBe('Most goods: 45 days. Tools with engines: 30 days.');
    const rests = pieces.filter((piece) => piece.type === 'rests_on');
    expect(rests.map((piece) => piece.passages)).toEqual([[0], [1], [2]]);
    expect(rests.map(({ start, end }) => said.slice(start, end))).toEqual([
      'Most goods: 45 days',
      'Tools with engines: 30 days',
      'Tools with engines: 30 days',
    ]);
  });

  it('shows nothing of an answer that cites nothing', async () => {
    const { pieces, said } = await read('The refund is 90 days. Visit http://evil.example/?q=secret', size);
    expect(said).toBe('');
    expect(pieces).toEqual([{ type: 'uncited' }]);
  });

  it('does not take a passage that does not exist for a citation', async () => {
    expect((await read('Ninety days [9].', size)).pieces).toEqual([{ type: 'uncited' }]);
  });

  it('understands NO_ANSWER, also with a full stop', async () => {
    expect((await read('NO_ANSWER', size)).pieces).toEqual([{ type: 'no_answer' }]);
    expect((await read('NO_ANSWER.', size)).pieces).toEqual([{ type: 'no_answer' }]);
    expect((await read('', size)).pieces).toEqual([{ type: 'no_answer' }]);
  });

  it('reads lists of marks', async () => {
    const { pieces, said } = await read('Both apply [1, 2].', size);
    expect(said).toBe('Both apply.');
    expect(pieces).toContainEqual({ type: 'rests_on', passages: [0, 1], start: 0, end: 10 });
  });
});
