import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { rowWeights } from '../heads/classes.ts';
import { descend, ridge } from '../heads/fit.ts';
import { infoNceGraph } from '../projection/info-nce-graph.ts';
import reference from '../reference/values.json' with { type: 'json' };
import { openLayer, type Rows } from './layer.ts';
import { lbfgsStep, startLbfgs, steepest } from './lbfgs.ts';
import { seeded, uniform } from './random.ts';
import { floats, openSession } from './session.ts';

const free = async () => {};
const EXACT = { maxSteps: 500, gradient: 1e-5, decrease: 0 };
const random = seeded(5);
const numbers = (n: number) => Float32Array.from({ length: n }, () => uniform(random) - 0.5);
const oneHot = (labels: readonly number[], k: number) => ({
  ...{ rows: labels.length, columns: k },
  values: Float32Array.from({ length: labels.length * k }, (_, i) =>
    Number(labels[Math.floor(i / k)] === i % k),
  ),
});

/** The derivative along a random direction, by central differences and by the gradient. */
async function slopes(
  f: (x: Float32Array, gradient: Float32Array) => Promise<number>,
  x: Float32Array,
): Promise<{ measured: number; computed: number }> {
  const direction = numbers(x.length);
  const step = 2e-2;
  const at = (by: number) =>
    f(
      x.map((one, i) => one + by * (direction[i] ?? 0)),
      new Float32Array(x.length),
    );
  const gradient = new Float32Array(x.length);
  await f(x, gradient);
  return {
    measured: ((await at(step)) - (await at(-step))) / (2 * step),
    computed: gradient.reduce((sum, g, i) => sum + g * (direction[i] ?? 0), 0),
  };
}

/** 7 rows of 5 dense numbers and up to 3 of 4 sparse ones, 3 classes (not a multiple of the kernel's 4). */
function small(withSparse: boolean): Rows {
  return {
    dense: { rows: 7, columns: 5, values: numbers(35) },
    sparse: withSparse
      ? {
          ...{ rows: 7, columns: 4, starts: Int32Array.of(0, 2, 2, 5, 6, 7, 8, 10) },
          at: Int32Array.of(0, 3, 1, 2, 3, 0, 0, 2, 1, 3),
          values: numbers(10),
        }
      : null,
    targets: oneHot([0, 1, 2, 0, 1, 2, 2], 3),
    weights: Float32Array.of(1, 2, 0.5, 1, 1, 3, 1),
  };
}

describe('the gradient of the layer', () => {
  it.each([
    ['softmax', false],
    ['softmax', true],
    ['sigmoid', true],
  ] as const)('%s (sparse: %s) is the slope of the loss', async (link, sparse) => {
    const layer = await openLayer(link, 3, 1, free);
    const rows = small(sparse);
    const f = layer.bind(rows).objective(0.1);
    for (let i = 0; i < 5; i += 1) {
      const { measured, computed } = await slopes(f, numbers(sparse ? 30 : 18));
      expect(computed).toBeCloseTo(measured, 3);
    }
  });

  it('InfoNCE: is the slope of the loss, past masked documents', async () => {
    const session = await openSession(infoNceGraph(), 1);
    const [b, m, d] = [4, 6, 5];
    const mask = new Float32Array(b * m);
    mask[5] = -1e4;
    const targets = oneHot([0, 1, 2, 2], m).values;
    const [q, p] = [numbers(b * d), numbers(m * d)];
    const f = async (a: Float32Array, gradient: Float32Array) => {
      const out = await session.run({
        q: new Tensor('float32', q, [b, d]),
        p: new Tensor('float32', p, [m, d]),
        a: new Tensor('float32', a, [d, d]),
        mask: new Tensor('float32', mask, [b, m]),
        t: new Tensor('float32', targets, [b, m]),
        scale: new Tensor('float32', Float32Array.of(4), [1]),
      });
      gradient.set(floats(out.ga));
      return floats(out.loss).reduce((sum, one) => sum + one, 0);
    };
    for (let i = 0; i < 5; i += 1) {
      const { measured, computed } = await slopes(
        f,
        numbers(d * d).map((one) => one / 4),
      );
      expect(Math.abs(computed - measured)).toBeLessThan(0.01 * Math.max(1, Math.abs(measured)));
    }
  });
});

describe('against scikit-learn and scipy (reference/make.py says how the values were made)', () => {
  const { x, y, fits } = reference.softmax;

  it.each(fits)('softmax regression, C $c, weights $weights', async ({ c, weights, rows, w, b }) => {
    const targets = oneHot(
      rows.map((i) => y[i] ?? 0),
      3,
    );
    const dense = {
      rows: rows.length,
      columns: 4,
      values: Float32Array.from(rows.flatMap((i) => x[i] ?? [])),
    };
    const layer = await openLayer('softmax', 3, 1, free);
    const examples: Rows = {
      ...{ dense, sparse: null, targets },
      weights: rowWeights(targets, weights === 'balanced' ? 'balanced' : 'none'),
    };
    const found = await descend(
      layer.bind(examples).objective(ridge(c, rows.length)),
      new Float32Array(15),
      EXACT,
    );
    for (const [i, one] of w.flat().entries()) expect(found[i]).toBeCloseTo(one, 2);
    const biases = found.subarray(12);
    const centre = biases.reduce((sum, one) => sum + one, 0) / 3;
    for (const [i, one] of b.entries()) expect((biases[i] ?? 0) - centre).toBeCloseTo(one, 2);
  });

  it('one sigmoid', async () => {
    const { t, c, w, b } = reference.sigmoid;
    const layer = await openLayer('sigmoid', 1, 1, free);
    const examples: Rows = {
      dense: { rows: 60, columns: 4, values: Float32Array.from(x.flat()) },
      ...{ sparse: null, targets: { rows: 60, columns: 1, values: Float32Array.from(t) } },
      weights: new Float32Array(60).fill(1),
    };
    const found = await descend(layer.bind(examples).objective(ridge(c, 60)), new Float32Array(5), EXACT);
    for (const [i, one] of [...w, b].entries()) expect(found[i]).toBeCloseTo(one, 2);
  });

  it("finds the bottom of Rosenbrock's valley in as many evaluations as scipy, give or take a third", async () => {
    let evaluations = 0;
    const f = async (at: Float32Array, gradient: Float32Array) => {
      const [a = 0, b = 0] = at;
      evaluations += 1;
      gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a);
      gradient[1] = 200 * (b - a * a);
      return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
    };
    const state = await startLbfgs(f, Float32Array.of(-1.2, 1));
    while (steepest(state.gradient) > 1e-4 && (await lbfgsStep(f, state)));
    for (const [i, one] of reference.rosenbrock.x.entries()) expect(state.x[i]).toBeCloseTo(one, 3);
    expect(evaluations).toBeLessThan(1.33 * reference.rosenbrock.evaluations);
  });
});

it('ends a descent whose gradient is no number', () => {
  expect(steepest(Float32Array.of(1, Number.NaN, 2))).toBeNaN();
});
