import { model, type NodeSpec, node, TYPE, tensor, value } from '../../../numeric/index.ts';

export type Link = 'softmax' | 'sigmoid';

/**
 * Loss and gradient of one linear layer, as a graph of any size: rows n, columns d, classes k.
 *
 * In: `x` [n,d], `w` [d,k], `b` [k], `more` [n,k] or [1,k] (logits from elsewhere, or zeros), `t` [n,k] (targets, each 0 to
 * 1), `v` [n,1] (weights of the rows).
 * Out: `loss` [n,1] (weighted, one number a row, so that the sum can be taken in 64 bits), `e` [n,k] = v · (p − t), the
 * derivative by the logits, and `gw` [d,k] = xᵀ e.
 * Softmax: loss = −Σ t log p, with Σ t = 1. Sigmoid: loss = Σ softplus(z) − t z. C. Bishop, Pattern Recognition and Machine
 * Learning (2006), 4.3.2 and 4.3.4.
 */
export function lossGraph(link: Link): Buffer {
  const nodes: Buffer[] = [];
  const add = (op: string, inputs: string[], output: string, attributes: NodeSpec['attributes'] = {}) =>
    void nodes.push(node({ op, inputs, outputs: [output], attributes }));
  const axes = tensor('axis', TYPE.int64, [1], BigInt64Array.of(1n));
  add('Gemm', ['x', 'w', 'b'], 'own');
  add('Add', ['own', 'more'], 'z');
  if (link === 'softmax') {
    add('LogSoftmax', ['z'], 'lp', { axis: -1 });
    add('Exp', ['lp'], 'p');
    add('Mul', ['t', 'lp'], 'tlp');
    add('ReduceSum', ['tlp', 'axis'], 'gain');
    add('Neg', ['gain'], 'plain');
  } else {
    add('Sigmoid', ['z'], 'p');
    add('Softplus', ['z'], 'sp');
    add('Mul', ['t', 'z'], 'tz');
    add('Sub', ['sp', 'tz'], 'cell');
    add('ReduceSum', ['cell', 'axis'], 'plain');
  }
  add('Mul', ['plain', 'v'], 'loss');
  add('Sub', ['p', 't'], 'miss');
  add('Mul', ['miss', 'v'], 'e');
  add('Gemm', ['x', 'e'], 'gw', { transA: 1 });
  return model({
    nodes,
    constants: [axes],
    inputs: [
      value('x', TYPE.float, ['n', 'd']),
      value('w', TYPE.float, ['d', 'k']),
      value('b', TYPE.float, ['k']),
      value('more', TYPE.float, ['m', 'k']),
      value('t', TYPE.float, ['n', 'k']),
      value('v', TYPE.float, ['n', 1]),
    ],
    outputs: [
      value('loss', TYPE.float, ['n', 1]),
      value('e', TYPE.float, ['n', 'k']),
      value('gw', TYPE.float, ['d', 'k']),
    ],
  });
}

/** z = x w + b: `x` [n,d], `w` [d,k], `b` [k] → `z` [n,k]. */
export function logitsGraph(): Buffer {
  return model({
    nodes: [node({ op: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['z'] })],
    constants: [],
    inputs: [
      value('x', TYPE.float, ['n', 'd']),
      value('w', TYPE.float, ['d', 'k']),
      value('b', TYPE.float, ['k']),
    ],
    outputs: [value('z', TYPE.float, ['n', 'k'])],
  });
}
