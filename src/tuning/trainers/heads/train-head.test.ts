import { describe, expect, it } from 'vitest';
import { type HeadInput, openHead, TrainerError, type TrainingPoint, trainHead } from '../../index.ts';
import { clusters, quiet } from '../testing.ts';

const problem = async (input: HeadInput) => {
  const error = await trainHead(input, {}, quiet()).catch((thrown: unknown) => thrown);
  return error instanceof TrainerError ? error.problem : error;
};

describe('a head on frozen vectors', () => {
  const input = clusters({ classes: 5, perClass: 60 });

  it('learns what can be learned, and says how well', async () => {
    const points: TrainingPoint[] = [];
    const { model, report } = await trainHead(
      input,
      { seed: 3 },
      { ...quiet(), point: (p) => points.push(p) },
    );
    expect(report.examples).toEqual({ train: 180, validation: 60, test: 60 });
    expect(report.test?.accuracy.value).toBeGreaterThan(0.9);
    expect(report.test?.accuracy.low).toBeLessThan(report.test?.accuracy.value ?? 0);
    expect(report.crossValidation.filter((row) => row.chosen)).toHaveLength(1);
    expect(points.length).toBeGreaterThan(0);
    expect(points).toEqual(report.curve);

    const head = openHead(model);
    const said = head.predict(input.texts, input.vectors);
    const test = input.splits.flatMap((split, i) => (split === 'test' ? [i] : []));
    const right = test.filter((i) => said[i]?.labels[0] === input.labels[i]?.[0]);
    expect(right).toHaveLength(report.test?.accuracy.hits ?? -1);
    for (const { probabilities } of said) expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  });

  it('gives the same bytes for the same seed', async () => {
    const once = await trainHead(input, { seed: 3 }, quiet());
    const again = await trainHead(input, { seed: 3 }, quiet());
    expect(Buffer.from(again.model).equals(once.model)).toBe(true);
  });

  it('abstains so that the surest share is answered', async () => {
    const noisy = clusters({ classes: 5, perClass: 100, noise: 1.5 });
    const { model, report } = await trainHead(noisy, { coverage: 0.8 }, quiet());
    expect(report.abstention.coverage.value).toBeCloseTo(0.8, 1);
    expect(report.abstention.precision.value).toBeGreaterThan(report.validation.accuracy.value);
    const said = openHead(model).predict(noisy.texts, noisy.vectors);
    expect(said.some(({ abstained, labels }) => abstained && labels.length === 0)).toBe(true);
  });

  it('ends when it is cancelled', async () => {
    const cancel = new AbortController();
    const hooks = { ...quiet(), signal: cancel.signal, point: () => cancel.abort(new Error('enough')) };
    await expect(trainHead(input, {}, hooks)).rejects.toThrow('enough');
  });

  it('says what it cannot learn from', async () => {
    const one = input.labels.map(() => ['same']);
    expect(await problem({ ...input, labels: one })).toBe('too_few_classes');
    expect(await problem({ ...input, vectors: { ...input.vectors, rows: 3 } })).toBe('wrong_dimensions');
    expect(await problem({ ...input, labels: input.labels.map(() => ['a', 'b']) })).toBe('wrong_options');
    expect(await problem(clusters({ classes: 2, perClass: 2 }))).toBe('too_few_examples');
  });

  it('opens nothing but heads', async () => {
    const { model } = await trainHead(input, { c: [10] }, quiet());
    expect(() => openHead(model.subarray(0, model.length - 40))).toThrow('cut short');
    expect(() => openHead(Buffer.from('{}'))).toThrow('not a tuned model');
    const short = { rows: 1, columns: 2, values: new Float32Array(2) };
    expect(() => openHead(model).predict(['a'], short)).toThrow('The head takes 16 numbers');
  });
});
