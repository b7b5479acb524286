import { describe, expect, it } from 'vitest';
import { binomialPmf, binomialTail } from './binomial.ts';
import { type Bootstrap, bcaInterval, bootstrapMean } from './bootstrap.ts';
import { holm } from './holm.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { mcnemarExact, pairedDifference } from './paired.ts';
import { pairedPower, proportionPower, smallest } from './planner.ts';
import { wilson } from './proportion.ts';
import { seeded, uniform, uniformInt } from './random.ts';
import reference from './reference/values.json' with { type: 'json' };

const close = (got: number, want: number, tolerance = 1e-6) =>
  expect(Math.abs(got - want), `${got} against ${want}`).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(want)),
  );

describe('against scipy and statsmodels (reference/make.py says how the values were made)', () => {
  it.each(reference.normal)('normal distribution at $x', ({ x, cdf }) => close(normalCdf(x), cdf, 1e-12));
  it.each(reference.quantile)('normal quantile of $p', ({ p, x }) => close(normalQuantile(p), x));
  it.each(reference.binomial)('binomial, $k of $n at $p', ({ k, n, p, pmf, tail }) => {
    close(binomialPmf(k, n, p), pmf);
    close(binomialTail(k, n, p), tail);
  });
  it.each(reference.wilson)('Wilson, $k of $n at $confidence', ({ k, n, confidence, low, high }) => {
    close(wilson(k, n, confidence).low, low);
    close(wilson(k, n, confidence).high, high);
  });
  it.each(reference.mcnemar)('McNemar, +$gained -$lost', ({ gained, lost, p }) =>
    close(mcnemarExact({ gained, lost }), p),
  );
  it.each(reference.holm)('Holm', ({ p, adjusted }) => {
    for (const [i, value] of holm(p).entries()) close(value, adjusted[i] ?? Number.NaN);
  });
  it.each(reference.tango)('Tango, +$gained -$lost of $n', ({ gained, lost, n, low, high }) => {
    close(pairedDifference({ gained, lost, n }).low, low, 1e-5);
    close(pairedDifference({ gained, lost, n }).high, high, 1e-5);
  });
  it.each(reference.bca)('BCa on the same resamples', (one) => {
    const exact = bootstrapMean(
      one.data.map((x) => [x]),
      seeded(1),
      999,
    );
    const sorted = Float64Array.from(one.resampled);
    const below =
      one.resampled.reduce((n, x) => n + (x < exact.estimate ? 1 : x === exact.estimate ? 0.5 : 0), 0) /
      sorted.length;
    const boot: Bootstrap = { ...exact, sorted, bias: normalQuantile(below) };
    for (const confidence of ['95', '99'] as const) {
      const interval = bcaInterval(boot, Number(confidence) / 100);
      close(interval.low, one[confidence][0] ?? Number.NaN);
      close(interval.high, one[confidence][1] ?? Number.NaN);
    }
  });
});

describe('the bootstrap', () => {
  it('gives the same interval for the same seed, and a point for a constant', () => {
    const data = Array.from({ length: 50 }, (_, i) => [Math.sin(i)]);
    expect(bcaInterval(bootstrapMean(data, seeded(3)))).toEqual(bcaInterval(bootstrapMean(data, seeded(3))));
    expect(bcaInterval(bootstrapMean([[1], [1], [1]], seeded(3)))).toEqual({ low: 1, high: 1 });
  });

  it('does not take repeats of an example for more examples', () => {
    const values = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const width = (clusters: number[][]) => {
      const { low, high } = bcaInterval(bootstrapMean(clusters, seeded(5)));
      return high - low;
    };
    const once = width(values.map((x) => [x]));
    const repeated = width(values.map((x) => [x, x, x, x]));
    expect(repeated / once).toBeGreaterThan(0.95);
    expect(width(values.flatMap((x) => [[x], [x], [x], [x]])) / once).toBeLessThan(0.6);
  });
});

describe('the bootstrap of a skewed sample', () => {
  it('widens up to the outermost resamples in the far tail, on either side', () => {
    const skewed = [...Array.from({ length: 99 }, () => [100]), [60_000]];
    for (const [sign, side] of [
      [1, 'high'],
      [-1, 'low'],
    ] as const) {
      const boot = bootstrapMean(
        skewed.map(([x = 0]) => [sign * x]),
        seeded(7),
      );
      expect(Math.abs(bcaInterval(boot)[side])).toBeGreaterThan(2_000);
      const bounds = [0.05, 1e-3, 1e-6, 1e-9, 1e-12].map(
        (level) => sign * bcaInterval(boot, 1 - level)[side],
      );
      expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    }
  });
});

describe('the planner', () => {
  it('promises the power that simulation finds (within 2 points)', () => {
    const random = seeded(11);
    const expected = { gained: 0.15, lost: 0.05 };
    for (const [n, margin] of [
      [120, 0],
      [150, -0.05],
      [60, 0],
    ] as const) {
      let passed = 0;
      const rounds = 10_000;
      for (let r = 0; r < rounds; r += 1) {
        let [gained, lost] = [0, 0];
        for (let i = 0; i < n; i += 1) {
          const u = uniform(random);
          if (u < expected.gained) gained += 1;
          else if (u < expected.gained + expected.lost) lost += 1;
        }
        if (pairedDifference({ gained, lost, n }).low >= margin) passed += 1;
      }
      expect(Math.abs(passed / rounds - pairedPower(n, expected, margin))).toBeLessThan(0.02);
    }
  });

  it('finds the smallest number of examples', () => {
    expect(smallest((n) => n >= 37, 1_000)).toBe(37);
    expect(smallest(() => false, 1_000)).toBeUndefined();
    const n = smallest((m) => proportionPower(m, 0.95, 0.85) >= 0.8, 2_000) ?? 0;
    expect(proportionPower(n, 0.95, 0.85)).toBeGreaterThanOrEqual(0.8);
    expect(proportionPower(Math.floor(n * 0.7), 0.95, 0.85)).toBeLessThan(0.8);
  });
});

describe('the random numbers', () => {
  it('cover their range evenly', () => {
    const random = seeded(42);
    const counts = new Array(10).fill(0);
    for (let i = 0; i < 100_000; i += 1) counts[uniformInt(random, 10)] += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });
});
