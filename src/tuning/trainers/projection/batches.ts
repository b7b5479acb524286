import { type Random, shuffled, uniform } from '../numeric/random.ts';
import type { Grouped } from './rank.ts';

/** What a mask says to a document that is no negative, because it belongs to the query's group too. */
const NO_NEGATIVE = -1e4;

/** One step: vectors, which document is right, and which do not count. */
export interface Batch {
  queries: Float32Array;
  documents: Float32Array;
  targets: Float32Array;
  mask: Float32Array;
  b: number;
  m: number;
}

/** The batches of an epoch, in an order that the generator fixes. `hard` holds `count` documents a query, −1 for none. */
export function* batches(
  queries: Grouped,
  documents: Grouped,
  hard: Int32Array,
  size: number,
  random: Random,
): Generator<Batch> {
  const byGroup = Map.groupBy(documents.groups.keys(), (at) => documents.groups[at]);
  const usable = [...queries.groups.keys()].filter((i) => byGroup.has(queries.groups[i]));
  const count = hard.length / Math.max(1, queries.groups.length);
  const order = shuffled(usable, random);
  for (let from = 0; from < order.length; from += size) {
    const rows = order.slice(from, from + size);
    const own = rows.map((i) => {
      const all = byGroup.get(queries.groups[i]) ?? [];
      return all[Math.floor(uniform(random) * all.length)] ?? 0;
    });
    const mined = rows.flatMap((i) => [...hard.subarray(i * count, (i + 1) * count)].filter((at) => at >= 0));
    yield batchOf(queries, documents, rows, own, [...new Set([...own, ...mined])]);
  }
}

function batchOf(
  queries: Grouped,
  documents: Grouped,
  rows: readonly number[],
  own: readonly number[],
  columns: readonly number[],
): Batch {
  const d = queries.vectors.columns;
  const [b, m] = [rows.length, columns.length];
  const place = new Map(columns.map((at, c) => [at, c]));
  const out: Batch = {
    ...{ b, m, queries: new Float32Array(b * d), documents: new Float32Array(m * d) },
    ...{ targets: new Float32Array(b * m), mask: new Float32Array(b * m) },
  };
  for (const [r, i] of rows.entries())
    out.queries.set(queries.vectors.values.subarray(i * d, (i + 1) * d), r * d);
  for (const [c, at] of columns.entries())
    out.documents.set(documents.vectors.values.subarray(at * d, (at + 1) * d), c * d);
  for (const [r, i] of rows.entries()) {
    const right = place.get(own[r] ?? -1) ?? 0;
    out.targets[r * m + right] = 1;
    for (const [c, at] of columns.entries())
      if (c !== right && documents.groups[at] === queries.groups[i]) out.mask[r * m + c] = NO_NEGATIVE;
  }
  return out;
}
