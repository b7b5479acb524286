import { Tensor } from 'onnxruntime-node';
import { floats, openSession } from '../numeric/session.ts';
import type { Count, Matrix } from '../trainer.ts';
import { cosineGraph, projectGraph } from './info-nce-graph.ts';
import type { Retrieval } from './projection.ts';

/** Vectors with the groups they belong to. */
export interface Grouped {
  vectors: Matrix;
  groups: readonly number[];
}

/** Cosines in one call: as many as keep a cancelled training from lingering. */
const CELLS_PER_CALL = 1e6;

/** Ranks documents for queries, in native code. */
export async function openRanker(threads: number, breathe: () => Promise<void>) {
  const project = await openSession(projectGraph(), threads);
  const compare = await openSession(cosineGraph(), threads);

  const through = async ({ rows, columns: d, values }: Matrix, a: Float32Array): Promise<Matrix> => {
    const out = new Float32Array(values.length);
    for (let from = 0; from < rows; from += 1_024) {
      await breathe();
      const to = Math.min(rows, from + 1_024);
      const x = new Tensor('float32', values.subarray(from * d, to * d), [to - from, d]);
      const { v } = await project.run({ x, a: new Tensor('float32', a, [d, d]) });
      out.set(floats(v), from * d);
    }
    return { rows, columns: d, values: out };
  };

  /** Calls `each` with a query and its cosines to all documents. */
  const cosines = async (
    queries: Matrix,
    documents: Matrix,
    each: (query: number, cosines: Float32Array) => void,
  ) => {
    const [d, m] = [queries.columns, documents.rows];
    const block = Math.max(1, Math.floor(CELLS_PER_CALL / Math.max(1, m)));
    const p = new Tensor('float32', documents.values, [m, d]);
    for (let from = 0; from < queries.rows; from += block) {
      const to = Math.min(queries.rows, from + block);
      const q = new Tensor('float32', queries.values.subarray(from * d, to * d), [to - from, d]);
      const said = floats((await compare.run({ q, p })).s);
      for (let i = from; i < to; i += 1) {
        await breathe();
        each(i, said.subarray((i - from) * m, (i - from + 1) * m));
      }
    }
  };

  return {
    /** The `count` nearest documents of other groups, query after query. */
    async hardest(queries: Grouped, documents: Grouped, a: Float32Array, count: number): Promise<Int32Array> {
      const out = new Int32Array(queries.vectors.rows * count).fill(-1);
      const [q, p] = [await through(queries.vectors, a), await through(documents.vectors, a)];
      await cosines(q, p, (i, said) => {
        const best: number[] = [];
        for (const [at, cosine] of said.entries()) {
          if (documents.groups[at] === queries.groups[i]) continue;
          if (best.length === count && cosine <= (said[best[count - 1] ?? 0] ?? 0)) continue;
          const place = best.findIndex((other) => cosine > (said[other] ?? 0));
          best.splice(place < 0 ? best.length : place, 0, at);
          if (best.length > count) best.pop();
        }
        out.set(best, i * count);
      });
      return out;
    },

    /** Retrieval among these documents; queries without a document of their group are left out. */
    async retrieval(
      queries: Grouped,
      documents: Grouped,
      a: Float32Array,
      k: number,
    ): Promise<Retrieval<Count>> {
      const known = new Set(documents.groups);
      let [n, first, among, reciprocal] = [0, 0, 0, 0];
      const [q, p] = [await through(queries.vectors, a), await through(documents.vectors, a)];
      await cosines(q, p, (i, said) => {
        const group = queries.groups[i];
        if (group === undefined || !known.has(group)) return;
        let own = Number.NEGATIVE_INFINITY;
        for (const [at, cosine] of said.entries())
          if (documents.groups[at] === group) own = Math.max(own, cosine);
        // Ties go against us: a document of another group with the same cosine stands before.
        let rank = 1;
        for (const [at, cosine] of said.entries())
          if (documents.groups[at] !== group && cosine >= own) rank += 1;
        n += 1;
        if (rank === 1) first += 1;
        if (rank <= k) among += 1;
        reciprocal += 1 / rank;
      });
      return {
        ...{ recall1: { hits: first, n }, recallK: { hits: among, n } },
        mrr: reciprocal / Math.max(1, n),
      };
    },

    async close() {
      await project.release();
      await compare.release();
    },
  };
}
