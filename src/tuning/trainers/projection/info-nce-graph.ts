import { model, type NodeSpec, node, TYPE, tensor, value } from '../../../numeric/index.ts';

/**
 * InfoNCE of a residual projection with its gradient, as a graph of any size: b queries, m documents, d numbers each.
 *
 * In: `q` [b,d], `p` [m,d], `a` [d,d], `mask` [b,m] (0, or a great negative number where a document is no negative), `t`
 * [b,m] (1 at the query's document), `scale` [1] (1 / temperature).
 * u = (q + q a) / ‖q + q a‖, likewise v of p; s = scale · u vᵀ + mask; loss of a query = −ln softmax(s) at its document: A.
 * van den Oord et al., Representation Learning with Contrastive Predictive Coding (2018), eq. 4.
 * Out: `loss` [b,1] and `ga` [d,d], the gradient of their sum. With e = softmax(s) − t: ∂u = scale · e v, ∂v = scale · eᵀ u, and
 * through the length, ∂(q + q a) = (∂u − u (u · ∂u)) / ‖q + q a‖; ga = qᵀ ∂(q + q a) + pᵀ ∂(p + p a).
 */
export function infoNceGraph(): Buffer {
  const nodes: Buffer[] = [];
  const add = (op: string, inputs: string[], output: string, attributes: NodeSpec['attributes'] = {}) =>
    void nodes.push(node({ op, inputs, outputs: [output], attributes }));
  for (const side of ['q', 'p']) {
    add('Gemm', [side, 'a', side], `${side}.raw`);
    add('Mul', [`${side}.raw`, `${side}.raw`], `${side}.squares`);
    add('ReduceSum', [`${side}.squares`, 'axis'], `${side}.sum`);
    add('Sqrt', [`${side}.sum`], `${side}.length`);
    add('Div', [`${side}.raw`, `${side}.length`], `${side}.unit`);
  }
  add('Gemm', ['q.unit', 'p.unit'], 'cosine', { transB: 1 });
  add('Mul', ['cosine', 'scale'], 'scaled');
  add('Add', ['scaled', 'mask'], 's');
  add('LogSoftmax', ['s'], 'lp', { axis: -1 });
  add('Mul', ['lp', 't'], 'at');
  add('ReduceSum', ['at', 'axis'], 'gain');
  add('Neg', ['gain'], 'loss');
  add('Exp', ['lp'], 'probability');
  add('Sub', ['probability', 't'], 'miss');
  add('Mul', ['miss', 'scale'], 'e');
  add('Gemm', ['e', 'p.unit'], 'q.slope');
  add('Gemm', ['e', 'q.unit'], 'p.slope', { transA: 1 });
  for (const side of ['q', 'p']) {
    add('Mul', [`${side}.unit`, `${side}.slope`], `${side}.along`);
    add('ReduceSum', [`${side}.along`, 'axis'], `${side}.share`);
    add('Mul', [`${side}.unit`, `${side}.share`], `${side}.radial`);
    add('Sub', [`${side}.slope`, `${side}.radial`], `${side}.turn`);
    add('Div', [`${side}.turn`, `${side}.length`], `${side}.back`);
    add('Gemm', [side, `${side}.back`], `${side}.ga`, { transA: 1 });
  }
  add('Add', ['q.ga', 'p.ga'], 'ga');
  return model({
    nodes,
    constants: [tensor('axis', TYPE.int64, [1], BigInt64Array.of(1n))],
    inputs: [
      value('q', TYPE.float, ['b', 'd']),
      value('p', TYPE.float, ['m', 'd']),
      value('a', TYPE.float, ['d', 'd']),
      value('mask', TYPE.float, ['b', 'm']),
      value('t', TYPE.float, ['b', 'm']),
      value('scale', TYPE.float, [1]),
    ],
    outputs: [value('loss', TYPE.float, ['b', 1]), value('ga', TYPE.float, ['d', 'd'])],
  });
}

/** v = (x + x a) / ‖x + x a‖: `x` [n,d], `a` [d,d] → `v` [n,d]. */
export function projectGraph(): Buffer {
  return model({
    nodes: [
      node({ op: 'Gemm', inputs: ['x', 'a', 'x'], outputs: ['raw'] }),
      node({ op: 'LpNormalization', inputs: ['raw'], outputs: ['v'], attributes: { axis: -1, p: 2 } }),
    ],
    constants: [],
    inputs: [value('x', TYPE.float, ['n', 'd']), value('a', TYPE.float, ['d', 'd'])],
    outputs: [value('v', TYPE.float, ['n', 'd'])],
  });
}

/** Cosines of unit vectors: `q` [n,d], `p` [m,d] → `s` [n,m]. */
export function cosineGraph(): Buffer {
  return model({
    nodes: [node({ op: 'Gemm', inputs: ['q', 'p'], outputs: ['s'], attributes: { transB: 1 } })],
    constants: [],
    inputs: [value('q', TYPE.float, ['n', 'd']), value('p', TYPE.float, ['m', 'd'])],
    outputs: [value('s', TYPE.float, ['n', 'm'])],
  });
}
