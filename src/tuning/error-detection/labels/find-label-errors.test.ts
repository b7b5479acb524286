import { describe, expect, it } from 'vitest';
import { clusters } from '../../trainers/testing.ts';
import { findLabelErrorsInThread } from '../thread/search-in-thread.ts';
import { confidentJoint } from './confident-joint.ts';
import { findLabelErrors } from './find-label-errors.ts';

const hooks = () => ({ signal: new AbortController().signal, progress() {} });

/** 600 points around four centres; every 19th carries the next class's label. */
function mislabelled() {
  const { texts, vectors, labels } = clusters({ classes: 4, perClass: 150, noise: 0.5 });
  const right = labels.map(([label = '']) => label);
  const given = right.map((label, i) => (i % 19 === 7 ? `class ${(Number(label.at(-1)) + 1) % 4}` : label));
  return { right, set: { texts, vectors, labels: given } };
}

describe('label errors by confident learning', () => {
  it('finds planted label errors and what the label should be', async () => {
    const { right, set } = mislabelled();
    const { findings, noise } = await findLabelErrors(set, { seed: 3 }, hooks());
    const planted = right.flatMap((label, i) => (label === set.labels[i] ? [] : [i]));
    const found = findings.map((one) => one.example);
    expect(found.filter((i) => planted.includes(i)).length / planted.length).toBeGreaterThan(0.9);
    expect(found.filter((i) => planted.includes(i)).length / found.length).toBeGreaterThan(0.9);
    for (const { example, suggested } of findings.slice(0, 10)) expect(suggested).toBe(right[example]);
    expect(noise).toBeGreaterThan(0.03);
    expect(noise).toBeLessThan(0.08);
    expect(findings[0]?.neighbours).toHaveLength(3);
  });

  it('gives in a thread what it gives without, and stops when told to', async () => {
    const { set } = mislabelled();
    const here = await findLabelErrors(set, { seed: 3, rounds: 1 }, hooks());
    const there = await findLabelErrorsInThread(set, { seed: 3, rounds: 1 }, hooks());
    expect(there).toEqual(here);
    const stop = new AbortController();
    const stopped = findLabelErrorsInThread(
      set,
      { seed: 3 },
      { signal: stop.signal, progress: () => stop.abort(new Error('enough')) },
    );
    await expect(stopped).rejects.toThrow('enough');
  });

  it('counts a confident joint as the paper does', () => {
    // Class 0 means 0.8 on its own examples, class 1 means 0.7; the third example is confidently of class 1.
    const values = Float32Array.from([0.9, 0.1, 0.9, 0.1, 0.6, 0.4, 0.1, 0.9, 0.5, 0.5]);
    const joint = confidentJoint(Int32Array.from([0, 0, 0, 1, 1]), { rows: 5, columns: 2, values });
    expect([...joint.thresholds].map((t) => Math.round(t * 100) / 100)).toEqual([0.8, 0.7]);
    // Two of class 0 are confidently of class 0, one of class 1; each row is scaled to its labels: 3 and 2.
    expect(joint.counts.map((row) => [...row])).toEqual([
      [3, 0],
      [0, 2],
    ]);
  });
});
