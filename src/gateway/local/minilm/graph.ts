import { model, type NodeSpec, node, TYPE, tensor, value } from '../../../numeric/index.ts';
import type { Weights } from './weights.ts';

/** all-MiniLM-L6-v2: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). */
export const HIDDEN = 384;
const INNER = 1536;
const LAYERS = 6;
const HEADS = 12;
const VOCABULARY = 30_522;
const POSITIONS = 512;
const EPSILON = { epsilon: { float: 1e-12 } };
const MICROSOFT = 'com.microsoft';

export type Precision = 'int8' | 'fp32';

/**
 * Writes the encoder as a graph of ONNX Runtime's fused operators. Inputs: `ids` and `positions` of one text,
 * `lengths` (how many tokens are real) and `pool` (1/n for each token); output: the normalised mean vector.
 * int8 weights are symmetric with one scale per output column; activations are quantised while running.
 */
export function buildGraph(weights: Weights, precision: Precision): Buffer {
  const nodes: Buffer[] = [];
  const constants: Buffer[] = [];
  const add = (spec: NodeSpec) => void nodes.push(node(spec));
  const fused = (spec: NodeSpec) => add({ ...spec, domain: MICROSOFT });
  const vector = (name: string, data: Float32Array) => {
    constants.push(tensor(name, TYPE.float, [data.length], data));
    return name;
  };
  const bias = (name: string, key: string) => vector(name, weights.float32(key));

  /** y = x W^T for a weight stored as [out, in], like PyTorch's Linear without its bias. */
  const linear = (x: string, y: string, w: Float32Array, out: number, inner: number) => {
    if (precision === 'fp32') {
      constants.push(tensor(`${y}.w`, TYPE.float, [inner, out], transpose(w, out, inner)));
      return add({ op: 'MatMul', inputs: [x, `${y}.w`], outputs: [y] });
    }
    const { values, scales } = quantise(w, out, inner);
    constants.push(tensor(`${y}.q`, TYPE.int8, [inner, out], values));
    fused({ op: 'DynamicQuantizeMatMul', inputs: [x, `${y}.q`, vector(`${y}.s`, scales)], outputs: [y] });
  };

  // Embeddings. The word table stays in 16 bits (23 MB instead of 47); there is one segment, so its row is folded
  // into the position table.
  const words = weights.float16('embeddings.word_embeddings.weight');
  constants.push(tensor('words', TYPE.float16, [VOCABULARY, HIDDEN], words));
  constants.push(tensor('places', TYPE.float, [POSITIONS, HIDDEN], positionsWithSegment(weights)));
  add({ op: 'Gather', inputs: ['words', 'ids'], outputs: ['word16'] });
  add({ op: 'Cast', inputs: ['word16'], outputs: ['word'], attributes: { to: TYPE.float } });
  add({ op: 'Gather', inputs: ['places', 'positions'], outputs: ['place'] });
  add({ op: 'Add', inputs: ['word', 'place'], outputs: ['sum'] });
  const norm = [bias('e.g', 'embeddings.LayerNorm.weight'), bias('e.b', 'embeddings.LayerNorm.bias')];
  add({
    op: 'LayerNormalization',
    inputs: ['sum', ...norm],
    outputs: ['x0'],
    attributes: { ...EPSILON, axis: -1 },
  });
  constants.push(tensor('thirds', TYPE.int64, [3], BigInt64Array.of(384n, 384n, 384n)));

  for (let layer = 0; layer < LAYERS; layer += 1) {
    const at = (name: string) => `encoder.layer.${layer}.${name}`;
    const id = (name: string) => `${layer}.${name}`;
    const x = `x${layer}`;
    const parts = ['query', 'key', 'value'];
    const stack = (kind: string) =>
      concat(parts.map((part) => weights.float32(at(`attention.self.${part}.${kind}`))));

    linear(x, id('qkv'), stack('weight'), 3 * HIDDEN, HIDDEN);
    const [q, k, v] = [id('q'), id('k'), id('v')];
    add({ op: 'Split', inputs: [id('qkv'), 'thirds'], outputs: [q, k, v], attributes: { axis: 2 } });
    const attention = [q, k, v, vector(id('qkv.bias'), stack('bias')), 'lengths'];
    fused({
      op: 'MultiHeadAttention',
      inputs: attention,
      outputs: [id('a')],
      attributes: { num_heads: HEADS },
    });

    linear(id('a'), id('o'), weights.float32(at('attention.output.dense.weight')), HIDDEN, HIDDEN);
    const skip1 = ['LayerNorm.weight', 'LayerNorm.bias', 'dense.bias'].map((n) =>
      bias(id(`o.${n}`), at(`attention.output.${n}`)),
    );
    fused({
      op: 'SkipLayerNormalization',
      inputs: [id('o'), x, ...skip1],
      outputs: [id('n')],
      attributes: EPSILON,
    });

    linear(id('n'), id('f'), weights.float32(at('intermediate.dense.weight')), INNER, HIDDEN);
    fused({
      op: 'BiasGelu',
      inputs: [id('f'), bias(id('f.b'), at('intermediate.dense.bias'))],
      outputs: [id('g')],
    });

    linear(id('g'), id('d'), weights.float32(at('output.dense.weight')), HIDDEN, INNER);
    const skip2 = ['LayerNorm.weight', 'LayerNorm.bias', 'dense.bias'].map((n) =>
      bias(id(`d.${n}`), at(`output.${n}`)),
    );
    fused({
      op: 'SkipLayerNormalization',
      inputs: [id('d'), id('n'), ...skip2],
      outputs: [`x${layer + 1}`],
      attributes: EPSILON,
    });
  }

  add({ op: 'MatMul', inputs: ['pool', `x${LAYERS}`], outputs: ['mean'] });
  add({ op: 'LpNormalization', inputs: ['mean'], outputs: ['vector'], attributes: { axis: -1, p: 2 } });
  return model({
    nodes,
    constants,
    inputs: [
      value('ids', TYPE.int32, ['batch', 'length']),
      value('positions', TYPE.int32, ['length']),
      value('lengths', TYPE.int32, ['batch']),
      value('pool', TYPE.float, ['batch', 1, 'length']),
    ],
    outputs: [value('vector', TYPE.float, ['batch', 1, HIDDEN])],
  });
}

function positionsWithSegment(weights: Weights): Float32Array {
  const table = weights.float32('embeddings.position_embeddings.weight');
  const segments = weights.float32('embeddings.token_type_embeddings.weight');
  return table.map((entry, i) => entry + (segments[i % HIDDEN] ?? 0));
}

function concat(parts: Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

/** [rows, columns] → [columns, rows]. */
function transpose(w: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(w.length);
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c < columns; c += 1) out[c * rows + r] = w[r * columns + c] ?? 0;
  return out;
}

/** Symmetric 8-bit quantisation, transposed: each output column has its own scale, max |w| / 127. */
function quantise(
  w: Float32Array,
  rows: number,
  columns: number,
): { values: Int8Array; scales: Float32Array } {
  const values = new Int8Array(w.length);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r += 1) {
    const row = w.subarray(r * columns, (r + 1) * columns);
    const scale = row.reduce((max, x) => Math.max(max, Math.abs(x)), 0) / 127 || 1;
    scales[r] = scale;
    for (let c = 0; c < columns; c += 1) values[c * rows + r] = Math.round((row[c] ?? 0) / scale);
  }
  return { values, scales };
}
