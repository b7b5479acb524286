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

  it('learns from the validation rows too, says so, and never from those of the test split', async () => {
    const right = { both: 0, alone: 0 };
    for (const seed of [1, 2, 3, 4]) {
      const few = clusters({ classes: 6, perClass: 10, noise: 1.2, seed });
      const { model, report } = await trainHead(few, {}, quiet());
      expect(report).toMatchObject({ fittedOn: 'train and validation', calibratedOn: 'cross-fitted' });
      expect(report.validation.accuracy.n).toBe(12);
      const alone = (await trainHead(few, { refit: false }, quiet())).report;
      expect(alone).toMatchObject({ fittedOn: 'train', calibratedOn: 'held-out' });
      right.both += report.test?.accuracy.hits ?? 0;
      right.alone += alone.test?.accuracy.hits ?? 0;
      // What is asked must be unseen: a row of the test split with another label leaves the same head.
      const labels = few.labels.map((one, i) => (few.splits[i] === 'test' ? ['class 0'] : one));
      const other = await trainHead({ ...few, labels }, {}, quiet());
      expect(Buffer.from(other.model).equals(model)).toBe(true);
    }
    expect(right.both).toBeGreaterThan(right.alone);
  });

  it('asks each validation row of fits that had not learned from it', async () => {
    // Labels without any pattern: whoever has seen the answers is right more often than by chance.
    const few = clusters({ classes: 4, perClass: 25 });
    const labels = few.labels.map((_, i) => [`class ${(i * 7 + Math.floor(i / 9)) % 4}`]);
    for (const crossValidationRows of [2_000, 20]) {
      const { report } = await trainHead({ ...few, labels }, { crossValidationRows }, quiet());
      expect(report.fittedOn).toBe('train and validation');
      expect(report.calibratedOn).toBe(crossValidationRows === 20 ? 'held-out' : 'cross-fitted');
      expect(report.validation.accuracy.low).toBeLessThan(0.4);
    }
  });

  it('does not learn that no class applies from validation rows with a label training does not have', async () => {
    const labels = input.labels.map((one, i) =>
      input.splits[i] === 'validation' && i % 2 ? [`new ${i}`] : one,
    );
    const { report } = await trainHead({ ...input, labels }, {}, quiet());
    expect(report.fittedOn).toBe('train and validation');
    expect(report.test?.accuracy.value).toBeGreaterThan(0.9);
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
