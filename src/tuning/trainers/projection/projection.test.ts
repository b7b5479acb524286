import { describe, expect, it } from 'vitest';
import { openProjection, trainProjection, trainProjectionInWorker } from '../../index.ts';
import { seeded, uniform } from '../numeric/random.ts';
import { quiet } from '../testing.ts';
import type { Split } from '../trainer.ts';
import type { ProjectionInput } from './projection.ts';

const D = 24;

/** Pairs that agree in the first 8 numbers; the other 16 are noise, `loud` times as great. */
function pairs(loud: number): ProjectionInput {
  const random = seeded(4);
  const normal = () =>
    Array.from({ length: 6 }, () => uniform(random) - 0.5).reduce((a, b) => a + b, 0) * 1.4;
  const groups = Array.from({ length: 240 }, (_, i) => i);
  const splits = groups.map((i): Split => (i % 4 === 2 ? 'validation' : i % 4 === 3 ? 'test' : 'train'));
  const cores = groups.map(() => Array.from({ length: 8 }, normal));
  const side = () => ({
    ...{ rows: groups.length, columns: D },
    values: Float32Array.from(
      cores.flatMap((core) => [
        ...core.map((one) => one + 0.2 * normal()),
        ...Array.from({ length: D - 8 }, () => loud * normal()),
      ]),
    ),
  });
  return {
    ...{ queries: side(), queryGroups: groups, querySplits: splits },
    ...{ documents: side(), documentGroups: groups, documentSplits: splits },
  };
}

describe('a projection', () => {
  it('learns what is noise, and carries it over to groups that it has not seen', async () => {
    const input = pairs(1);
    const { model, report } = await trainProjection(input, { rate: 2e-2, batch: 16, epochs: 40 }, quiet());
    const { before, after } = report.test ?? report.validation;
    expect(report.identity).toBe(false);
    expect(after.recall1.value).toBeGreaterThan(before.recall1.value + 0.2);
    const { values } = openProjection(model).apply(input.queries);
    expect(values.subarray(0, D).reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 5);
  });

  it('is the identity where nothing is better, and says so', async () => {
    const input = pairs(0);
    const { model, report } = await trainProjection(input, { epochs: 2 }, quiet());
    expect(report.validation.before.recallK.value).toBe(1);
    expect(report.validation.after.recallK.hits).toBeGreaterThanOrEqual(
      report.validation.before.recallK.hits,
    );
    expect(report.validation.after.mrr).toBeGreaterThanOrEqual(report.validation.before.mrr);
    expect(report.identity).toBe(report.strength === 0);
    const worse = await trainProjection(pairs(1), { epochs: 1, rate: 30 }, quiet());
    expect(worse.report.validation.after.mrr).toBeGreaterThanOrEqual(worse.report.validation.before.mrr);
    expect(openProjection(model).dimensions).toBe(D);
  });

  it('resumed after an epoch it gives the same bytes as in one go, in a thread or not', async () => {
    const input = pairs(1);
    const options = { epochs: 4, rate: 5e-3 };
    const states: Uint8Array[] = [];
    const once = await trainProjection(input, options, { ...quiet(), checkpoint: (one) => states.push(one) });
    const resume = states[1] ?? new Uint8Array();
    const rest = await trainProjectionInWorker(input, options, { ...quiet(), resume });
    expect(Buffer.from(rest.model).equals(once.model)).toBe(true);
    expect(rest.report.curve).toEqual(once.report.curve);
  });

  it('says what it cannot learn from', async () => {
    const input = pairs(1);
    const querySplits = input.querySplits.map((): Split => 'train');
    await expect(trainProjection({ ...input, querySplits }, {}, quiet())).rejects.toThrow('validation split');
  });
});
