import { readSafetensors } from '../../src/gateway/local/minilm/weights.ts';
import { model, type NodeSpec, node, TYPE, tensor, value } from '../../src/numeric/index.ts';

const LAYERS = 6;
const HEADS = 12;
const WIDTH = 384;
const EPSILON = { epsilon: { float: 1e-12 }, axis: -1 };

/**
 * The model as PyTorch exports it: single operators and the three inputs of BERT, which is the form that
 * transformers.js runs. ONNX Runtime may fuse what it recognises when it loads it.
 */
export function buildPlainGraph(weightsPath: string): Buffer {
  const weights = readSafetensors(weightsPath);
  const nodes: Buffer[] = [];
  const constants: Buffer[] = [];
  const add = (op: string, inputs: string[], output: string, attributes: NodeSpec['attributes'] = {}) => {
    nodes.push(node({ op, inputs, outputs: [output], attributes }));
    return output;
  };
  const floats = (name: string, dims: number[], data: Float32Array) => {
    constants.push(tensor(name, TYPE.float, dims, data));
    return name;
  };
  const number = (name: string, x: number) => floats(name, [1], Float32Array.of(x));
  const whole = (name: string, ...data: number[]) => {
    constants.push(tensor(name, TYPE.int64, [data.length], BigInt64Array.from(data, BigInt)));
    return name;
  };
  const vector = (key: string) => {
    const data = weights.float32(key);
    return floats(key, [data.length], data);
  };
  const linear = (x: string, y: string, key: string, out: number, inner: number) => {
    const w = transpose(weights.float32(`${key}.weight`), out, inner);
    const product = add('MatMul', [x, floats(`${key}.weight`, [inner, out], w)], `${y}.product`);
    return add('Add', [product, vector(`${key}.bias`)], y);
  };
  const norm = (x: string, y: string, key: string) =>
    add('LayerNormalization', [x, vector(`${key}.weight`), vector(`${key}.bias`)], y, EPSILON);
  const swap = (x: string, y: string, ...order: number[]) => {
    const bare = node({ op: 'Transpose', inputs: [x], outputs: [y] });
    nodes.push(Buffer.concat([bare, permutation(order)]));
    return y;
  };

  const table = (name: string) => {
    const data = weights.float32(`embeddings.${name}.weight`);
    return floats(name, [data.length / WIDTH, WIDTH], data);
  };
  const word = add('Gather', [table('word_embeddings'), 'input_ids'], 'word');
  const kind = add('Gather', [table('token_type_embeddings'), 'token_type_ids'], 'kind');
  const shape = add('Shape', ['input_ids'], 'shape');
  const length = add('Gather', [shape, whole('second', 1)], 'length');
  const place = add('Slice', [table('position_embeddings'), whole('zero', 0), length], 'place');
  const both = add('Add', [word, kind], 'word+kind');
  let x = norm(add('Add', [both, place], 'embedded'), 'x', 'embeddings.LayerNorm');

  const real = add('Cast', ['attention_mask'], 'real', { to: TYPE.float });
  const wide = add('Unsqueeze', [real, whole('axes', 1, 2)], 'wide');
  const away = add('Mul', [add('Sub', [number('one', 1), wide], 'absent'), number('far', -1e9)], 'away');
  const split = whole('split', 0, 0, HEADS, WIDTH / HEADS);
  const join = whole('join', 0, 0, WIDTH);
  const scale = number('scale', Math.sqrt(WIDTH / HEADS));
  const [half, root] = [number('half', 0.5), number('root', Math.SQRT2)];

  for (let layer = 0; layer < LAYERS; layer += 1) {
    const at = (name: string) => `encoder.layer.${layer}.${name}`;
    const heads = (part: string, ...order: number[]) => {
      const y = linear(x, at(part), at(`attention.self.${part}`), WIDTH, WIDTH);
      return swap(add('Reshape', [y, split], at(`${part}.split`)), at(`${part}.heads`), ...order);
    };
    const [q, k, v] = [heads('query', 0, 2, 1, 3), heads('key', 0, 2, 3, 1), heads('value', 0, 2, 1, 3)];
    const scores = add('Div', [add('MatMul', [q, k], at('qk')), scale], at('scores'));
    const shares = add('Softmax', [add('Add', [scores, away], at('masked'))], at('shares'), { axis: -1 });
    const mixed = swap(add('MatMul', [shares, v], at('mixed')), at('mixed.heads'), 0, 2, 1, 3);
    const seen = linear(
      add('Reshape', [mixed, join], at('joined')),
      at('out'),
      at('attention.output.dense'),
      WIDTH,
      WIDTH,
    );
    const middle = norm(add('Add', [seen, x], at('skip')), at('middle'), at('attention.output.LayerNorm'));
    const inner = linear(middle, at('inner'), at('intermediate.dense'), 4 * WIDTH, WIDTH);
    const erf = add('Erf', [add('Div', [inner, root], at('erf.in'))], at('erf'));
    const gate = add('Mul', [add('Add', [erf, 'one'], at('erf+1')), half], at('gate'));
    const active = add('Mul', [inner, gate], at('active'));
    const last = linear(active, at('last'), at('output.dense'), WIDTH, 4 * WIDTH);
    const y = layer === LAYERS - 1 ? 'last_hidden_state' : at('y');
    x = norm(add('Add', [last, middle], at('skip2')), y, at('output.LayerNorm'));
  }
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'];
  return model({
    nodes,
    constants,
    inputs: inputs.map((name) => value(name, TYPE.int64, ['batch', 'length'])),
    outputs: [value('last_hidden_state', TYPE.float, ['batch', 'length', WIDTH])],
  });
}

/** The attribute `perm`, a list of small whole numbers: field 5 of a node, in protobuf's wire format. */
function permutation(order: readonly number[]): Buffer {
  const body = [0x0a, 4, ...Buffer.from('perm'), ...order.flatMap((axis) => [0x40, axis]), 0xa0, 0x01, 7];
  return Buffer.from([0x2a, body.length, ...body]);
}

/** [rows, columns] → [columns, rows]. */
function transpose(w: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(w.length);
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c < columns; c += 1) out[c * rows + r] = w[r * columns + c] ?? 0;
  return out;
}
