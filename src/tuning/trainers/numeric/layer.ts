import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Matrix } from '../trainer.ts';
import { type Link, logitsGraph, lossGraph } from './layer-graph.ts';
import type { Objective } from './lbfgs.ts';

/** Rows to learn from: features, targets (0 to 1, as wide as there are classes) and how much each row counts. */
export interface Rows {
  x: Matrix;
  targets: Matrix;
  weights: Float32Array;
}

/** A linear layer that can be fitted. Its parameters are one array: W row after row [columns, classes], then the biases. */
export interface Layer {
  /** Mean loss over the rows, weighted, plus l2/2 · ‖W‖²; biases are free. */
  objective(rows: Rows, l2: number): Objective;
  /** Mean loss alone. */
  loss(rows: Rows, parameters: Float32Array): Promise<number>;
  /** [rows, classes] */
  logits(x: Matrix, parameters: Float32Array): Promise<Matrix>;
  close(): Promise<void>;
}

/** Multiplications in one call of the native code: about 20 ms on one core, so that a cancelled training ends soon. */
const WORK_PER_CALL = 4e8;

/**
 * Opens a layer of `classes` outputs. The products run in ONNX Runtime, in 32 bits; sums over rows are taken in 64.
 * @param breathe is awaited between the calls; it throws when the training is to end
 */
export async function openLayer(
  link: Link,
  classes: number,
  threads: number,
  breathe: () => Promise<void>,
): Promise<Layer> {
  const session = await openSession(lossGraph(link), threads);
  const forward = await openSession(logitsGraph(), threads);
  const none = new Tensor('float32', new Float32Array(classes), [1, classes]);

  const evaluate = async (
    { x, targets, weights }: Rows,
    parameters: Float32Array,
    gradient?: Float32Array,
  ) => {
    const d = x.columns;
    const size = d * classes;
    const w = new Tensor('float32', parameters.subarray(0, size), [d, classes]);
    const b = new Tensor('float32', parameters.subarray(size), [classes]);
    let loss = 0;
    let total = 0;
    gradient?.fill(0);
    for (const [from, to] of blocks(x.rows, size)) {
      await breathe();
      const feeds = {
        x: new Tensor('float32', x.values.subarray(from * d, to * d), [to - from, d]),
        t: new Tensor('float32', targets.values.subarray(from * classes, to * classes), [to - from, classes]),
        v: new Tensor('float32', weights.subarray(from, to), [to - from, 1]),
        ...{ w, b, more: none },
      };
      const out = await session.run(feeds, gradient ? ['loss', 'e', 'gw'] : ['loss']);
      for (const one of floats(out.loss)) loss += one;
      for (let i = from; i < to; i += 1) total += weights[i] ?? 0;
      if (!gradient) continue;
      addTo(gradient.subarray(0, size), floats(out.gw));
      addColumns(gradient.subarray(size), floats(out.e));
    }
    if (gradient) for (let i = 0; i < gradient.length; i += 1) gradient[i] = (gradient[i] ?? 0) / total;
    return loss / total;
  };

  return {
    objective: (rows, l2) => async (parameters, gradient) => {
      const loss = await evaluate(rows, parameters, gradient);
      const size = rows.x.columns * classes;
      let squares = 0;
      for (let i = 0; i < size; i += 1) {
        const p = parameters[i] ?? 0;
        squares += p * p;
        gradient[i] = (gradient[i] ?? 0) + l2 * p;
      }
      return loss + 0.5 * l2 * squares;
    },
    loss: (rows, parameters) => evaluate(rows, parameters),
    async logits(x, parameters) {
      const d = x.columns;
      const values = new Float32Array(x.rows * classes);
      const w = new Tensor('float32', parameters.subarray(0, d * classes), [d, classes]);
      const b = new Tensor('float32', parameters.subarray(d * classes), [classes]);
      for (const [from, to] of blocks(x.rows, d * classes)) {
        await breathe();
        const part = new Tensor('float32', x.values.subarray(from * d, to * d), [to - from, d]);
        const { z } = await forward.run({ x: part, w, b });
        values.set(floats(z), from * classes);
      }
      return { rows: x.rows, columns: classes, values };
    },
    async close() {
      await session.release();
      await forward.release();
    },
  };
}

function openSession(graph: Buffer, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(graph, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that wait by spinning take the cores away from the server that answers meanwhile.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}

function* blocks(rows: number, parameters: number): Generator<[number, number]> {
  const most = Math.max(1, Math.floor(WORK_PER_CALL / (2 * parameters)));
  for (let from = 0; from < rows; from += most) yield [from, Math.min(rows, from + most)];
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError('the graph gave no 32-bit numbers');
  return tensor.data;
}

function addTo(sum: Float32Array, part: Float32Array): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (part[i] ?? 0);
}

function addColumns(sum: Float32Array, rows: Float32Array): void {
  const k = sum.length;
  for (let at = 0; at < rows.length; at += k)
    for (let c = 0; c < k; c += 1) sum[c] = (sum[c] ?? 0) + (rows[at + c] ?? 0);
}
