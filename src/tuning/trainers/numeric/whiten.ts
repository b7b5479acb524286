import { Tensor } from 'onnxruntime-node';
import { model, node, TYPE, tensor, value } from '../../../numeric/index.ts';
import type { Matrix } from '../trainer.ts';
import { floats, openSession } from './session.ts';

/** y = (x − mean) · map, with map symmetric [columns, columns]. */
export interface Whitening {
  mean: Float32Array;
  map: Float32Array;
}

/** Wider vectors are left as they are: the roots below would take minutes. */
export const WIDEST_TO_WHITEN = 1_024;
/** Share of the mean variance added to each direction, so that those without any are not blown up. */
const DAMPING = 0.02;
const STEPS = 18;

/**
 * Brings the directions of the vectors nearer to equal spread: map ∝ Σ^(−1/4), halfway between leaving them (Σ⁰) and full
 * whitening (Σ^(−1/2)), scaled so that the mean squared length is 1. Under a ridge penalty the head may then use fine
 * directions that all texts share little of.
 *
 * Σ^(−1/4) = (Σ^(1/2))^(−1/2), each by the coupled Newton–Schulz iteration: N. Higham, Functions of Matrices (2008), eq. 6.35.
 */
export async function whiten(
  x: Matrix,
  threads: number,
  multiply: Multiply,
  breathe: () => Promise<void>,
): Promise<Whitening> {
  const { rows, columns: d, values } = x;
  const mean = new Float32Array(d);
  for (let i = 0; i < values.length; i += 1) mean[i % d] = (mean[i % d] ?? 0) + (values[i] ?? 0) / rows;
  const centred = values.map((one, i) => one - (mean[i % d] ?? 0));
  const gram = await openSession(gramGraph(), threads);
  const step = await openSession(stepGraph(d), threads);
  const square = (a: Float32Array) => new Tensor('float32', a, [d, d]);
  const { c } = await gram.run({ x: new Tensor('float32', centred, [rows, d]) });
  const covariance = floats(c).map((one) => one / rows);
  let trace = 0;
  for (let i = 0; i < d; i += 1) trace += covariance[i * d + i] ?? 0;
  for (let i = 0; i < d; i += 1)
    covariance[i * d + i] = (covariance[i * d + i] ?? 0) + (DAMPING * trace) / d + 1e-12;

  const roots = async (a: Float32Array) => {
    // Frobenius norm ≥ spectral norm, so the iteration converges.
    const norm = Math.hypot(...rowNorms(a, d));
    let y = square(a.map((one) => one / norm));
    let z = square(identity(d));
    for (let i = 0; i < STEPS; i += 1) {
      await breathe();
      const out = await step.run({ y, z });
      y = square(floats(out.y2));
      z = square(floats(out.z2));
    }
    return { root: floats(y), inverse: floats(z) };
  };
  const map = (await roots((await roots(covariance)).root)).inverse;
  await gram.release();
  await step.release();
  const made = await whitened({ mean, map }, x, multiply);
  const size = Math.sqrt(made.values.reduce((sum, one) => sum + one * one, 0) / rows);
  return { mean, map: map.map((one) => one / size) };
}

/** Vectors after the map. */
export function whitened({ mean, map }: Whitening, x: Matrix, multiply: Multiply): Promise<Matrix> {
  const d = x.columns;
  const shift = new Float32Array(d);
  for (let i = 0; i < d; i += 1)
    for (let j = 0; j < d; j += 1) shift[j] = (shift[j] ?? 0) - (mean[i] ?? 0) * (map[i * d + j] ?? 0);
  return multiply(x, map, shift);
}

/** x w + b. */
export type Multiply = (x: Matrix, w: Float32Array, b: Float32Array) => Promise<Matrix>;

function gramGraph(): Buffer {
  return model({
    nodes: [node({ op: 'Gemm', inputs: ['x', 'x'], outputs: ['c'], attributes: { transA: 1 } })],
    constants: [],
    inputs: [value('x', TYPE.float, ['n', 'd'])],
    outputs: [value('c', TYPE.float, ['d', 'd'])],
  });
}

/** T = (3 I − Z Y) / 2; Y ← Y T, Z ← T Z. */
function stepGraph(d: number): Buffer {
  const triple = identity(d).map((one) => 1.5 * one);
  return model({
    nodes: [
      node({ op: 'MatMul', inputs: ['z', 'y'], outputs: ['zy'] }),
      node({ op: 'Mul', inputs: ['zy', 'half'], outputs: ['halved'] }),
      node({ op: 'Sub', inputs: ['triple', 'halved'], outputs: ['t'] }),
      node({ op: 'MatMul', inputs: ['y', 't'], outputs: ['y2'] }),
      node({ op: 'MatMul', inputs: ['t', 'z'], outputs: ['z2'] }),
    ],
    constants: [
      tensor('half', TYPE.float, [1], Float32Array.of(0.5)),
      tensor('triple', TYPE.float, [d, d], triple),
    ],
    inputs: [value('y', TYPE.float, [d, d]), value('z', TYPE.float, [d, d])],
    outputs: [value('y2', TYPE.float, [d, d]), value('z2', TYPE.float, [d, d])],
  });
}

function identity(d: number): Float32Array {
  return Float32Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
}

function rowNorms(a: Float32Array, d: number): number[] {
  return Array.from({ length: a.length / d }, (_, r) => Math.hypot(...a.subarray(r * d, (r + 1) * d)));
}
