import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Matrix } from '../trainer.ts';
import { type Link, logitsGraph, lossGraph } from './layer-graph.ts';
import type { Objective } from './lbfgs.ts';
import { floats, openSession } from './session.ts';
import { openProduct, type Sparse } from './sparse.ts';

/** What a layer sees of the texts: dense numbers, and sparse ones where there are any. */
export interface Features {
  dense: Matrix;
  sparse: Sparse | null;
}

/** Rows to learn from: features, targets (0 to 1, as wide as there are classes) and how much each row counts. */
export interface Rows extends Features {
  targets: Matrix;
  weights: Float32Array;
}

/**
 * A linear layer that can be fitted. Its parameters are one array: weights of the dense columns row after row [columns,
 * classes], then those of the sparse columns, then the biases.
 */
export interface Layer {
  link: Link;
  /** Lays rows out for many evaluations. */
  bind(rows: Rows): Bound;
  /** [rows, classes] */
  logits(features: Features, parameters: Float32Array): Promise<Matrix>;
  close(): Promise<void>;
}

export interface Bound {
  /** Mean loss over the rows, weighted, plus l2/2 · ‖W‖²; biases are free. */
  objective(l2: number): Objective;
  /** Mean loss alone. */
  loss(parameters: Float32Array): Promise<number>;
}

/** Multiplications in one call of native code: about 20 ms on one core, so that a cancelled training ends soon. */
const WORK_PER_CALL = 4e8;
/** Sparse rows in one call, for the same reason. */
const SPARSE_PER_CALL = 2e7;

export function sizeOf({ dense, sparse }: Features, classes: number): number {
  return (dense.columns + (sparse?.columns ?? 0) + 1) * classes;
}

/**
 * Opens a layer of `classes` outputs. Dense products run in ONNX Runtime, sparse ones in WebAssembly, both in 32 bits; sums
 * over rows are taken in 64.
 * @param breathe is awaited between the calls; it throws when the training is to end
 */
export async function openLayer(
  link: Link,
  classes: number,
  threads: number,
  breathe: () => Promise<void>,
): Promise<Layer> {
  const session = await openSession(lossGraph(link), threads);
  // Opening it takes as long as some steps of a small fit, and who only fits asks for no logits.
  let forward: Promise<InferenceSession> | undefined;
  return {
    link,
    bind: (rows) => bind(session, classes, rows, breathe),
    async logits(features, parameters) {
      forward ??= openSession(logitsGraph(), threads);
      const { dense, sparse } = features;
      const [w, s, b] = parts(features, parameters, classes);
      const most = blockSize(features, classes);
      const out = await multiply(await forward, dense, w, b, most, breathe);
      const product = sparse && openProduct(sparse, classes, most);
      product?.begin(s);
      for (const [from, to] of blocks(dense.rows, product ? most : dense.rows)) {
        await breathe();
        const more = product?.gather(from, to);
        if (more) addTo(out.values.subarray(from * classes, to * classes), more);
      }
      return out;
    },
    async close() {
      await session.release();
      await (await forward)?.release();
    },
  };
}

/** Opens x w + b for matrices of any size. */
export async function openMultiply(threads: number, breathe: () => Promise<void>) {
  const session = await openSession(logitsGraph(), threads);
  return {
    multiply: (x: Matrix, w: Float32Array, b: Float32Array) =>
      multiply(session, x, w, b, Math.max(1, Math.floor(WORK_PER_CALL / w.length)), breathe),
    close: () => session.release(),
  };
}

function bind(session: InferenceSession, k: number, rows: Rows, breathe: () => Promise<void>): Bound {
  const { dense, sparse, targets, weights } = rows;
  const d = dense.columns;
  const most = blockSize(rows, k);
  const product = sparse && openProduct(sparse, k, most);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const still = [...blocks(dense.rows, most)].map(([from, to]) => ({
    ...{ from, to },
    x: new Tensor('float32', dense.values.subarray(from * d, to * d), [to - from, d]),
    t: new Tensor('float32', targets.values.subarray(from * k, to * k), [to - from, k]),
    v: new Tensor('float32', weights.subarray(from, to), [to - from, 1]),
  }));
  const nothing = new Tensor('float32', new Float32Array(k), [1, k]);

  /** The loss of all rows; its gradient is written into `gradient`. */
  const evaluate = async (parameters: Float32Array, gradient?: Float32Array) => {
    const [w, s, b] = parts(rows, parameters, k);
    const [gw, gs, gb] = parts(rows, gradient ?? new Float32Array(parameters.length), k);
    let loss = 0;
    gs.fill(0);
    gb.fill(0);
    product?.begin(s);
    const moving = { w: new Tensor('float32', w, [d, k]), b: new Tensor('float32', b, [k]) };
    for (const { from, to, ...block } of still) {
      await breathe();
      const gathered = product?.gather(from, to);
      const more = gathered ? new Tensor('float32', gathered, [to - from, k]) : nothing;
      const out = await session.run({ ...block, ...moving, more }, gradient ? ['loss', 'e', 'gw'] : ['loss']);
      for (const one of floats(out.loss)) loss += one;
      if (!gradient) continue;
      if (from === 0) gw.set(floats(out.gw));
      else addTo(gw, floats(out.gw));
      addColumns(gb, floats(out.e));
      product?.scatter(floats(out.e), from, to);
    }
    if (gradient) product?.end(gs);
    return loss;
  };

  return {
    objective: (l2) => async (parameters, gradient) => {
      const loss = await evaluate(parameters, gradient);
      const free = parameters.length - k;
      let squares = 0;
      for (let i = 0; i < free; i += 1) {
        const p = parameters[i] ?? 0;
        squares += p * p;
        gradient[i] = Math.fround((gradient[i] ?? 0) / total) + l2 * p;
      }
      for (let i = free; i < gradient.length; i += 1) gradient[i] = (gradient[i] ?? 0) / total;
      return loss / total + 0.5 * l2 * squares;
    },
    loss: async (parameters) => (await evaluate(parameters)) / total,
  };
}

async function multiply(
  session: InferenceSession,
  x: Matrix,
  w: Float32Array,
  b: Float32Array,
  most: number,
  breathe: () => Promise<void>,
): Promise<Matrix> {
  const [d, k] = [x.columns, b.length];
  const values = new Float32Array(x.rows * k);
  for (const [from, to] of blocks(x.rows, most)) {
    await breathe();
    const { z } = await session.run({
      x: new Tensor('float32', x.values.subarray(from * d, to * d), [to - from, d]),
      w: new Tensor('float32', w, [d, k]),
      b: new Tensor('float32', b, [k]),
    });
    values.set(floats(z), from * k);
  }
  return { rows: x.rows, columns: k, values };
}

/** Dense weights, sparse weights, biases: three windows on one array. */
export function parts({ dense, sparse }: Features, parameters: Float32Array, k: number) {
  const a = dense.columns * k;
  const b = a + (sparse?.columns ?? 0) * k;
  return [parameters.subarray(0, a), parameters.subarray(a, b), parameters.subarray(b)] as const;
}

function blockSize({ dense, sparse }: Features, k: number): number {
  const most = WORK_PER_CALL / (2 * dense.columns * k);
  const perRow = sparse ? (sparse.at.length / Math.max(1, sparse.rows)) * k : 0;
  return Math.max(1, Math.floor(perRow > 0 ? Math.min(most, SPARSE_PER_CALL / perRow) : most));
}

function* blocks(rows: number, most: number): Generator<[number, number]> {
  for (let from = 0; from < rows; from += most) yield [from, Math.min(rows, from + most)];
}

function addTo(sum: Float32Array, part: Float32Array): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (part[i] ?? 0);
}

function addColumns(sum: Float32Array, rows: Float32Array): void {
  const k = sum.length;
  for (let at = 0; at < rows.length; at += k)
    for (let c = 0; c < k; c += 1) sum[c] = (sum[c] ?? 0) + (rows[at + c] ?? 0);
}
