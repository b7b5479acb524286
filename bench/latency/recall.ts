import { dot } from '../../src/gateway/index.ts';
import { mean } from '../harness/statistics.ts';
import type { Bench } from '../harness/throwaway.ts';
import type { Loaded } from './load.ts';

const TOP = 10;
const LIMIT = 50;
/** Two sums of the same products may differ by this much when they are added in another order. */
const ROUNDING = 1e-5;

/** Somebody who asks; `access` is what the index is given: group ids, and `*` for what everybody may read. */
export interface Reader {
  name: string;
  access: string[];
}

export interface Recall {
  reader: string;
  readable: number;
  /** Share of the ten nearest readable passages that are found. */
  recall: number;
  worst: number;
  /** Hits that the reader may not read; must be 0. */
  wrong: number;
}

/**
 * Our vector search against an exact scan. A hit as near as the tenth counts, whichever id it has: overlapping windows
 * make passages that are as near as each other.
 */
export async function recallAtTen(
  bench: Bench,
  loaded: Loaded,
  vectors: readonly Float32Array[],
  questions: readonly Float32Array[],
  readers: readonly Reader[],
): Promise<Recall[]> {
  const groupOf = new Map(loaded.ids.map((id, i) => [id, loaded.groupOf[i] ?? '*']));
  const placeOf = new Map(loaded.ids.map((id, i) => [id, i]));
  const mayRead = readers.map(({ access }) => loaded.groupOf.map((group) => access.includes(group ?? '*')));
  const shares: number[][] = readers.map(() => []);
  const wrong = readers.map(() => 0);
  for (const question of questions) {
    const cosines = Float32Array.from(vectors, (vector) => dot(question, vector));
    for (const [i, { access }] of readers.entries()) {
      const tenth =
        cosines
          .filter((_, n) => mayRead[i]?.[n])
          .sort()
          .at(-TOP) ?? 0;
      const byVector = await bench.platform.knowledge.index.byVector(bench.actor.workspaceId, {
        ...{ vector: question, collectionIds: [loaded.collectionId], access },
        ...{ limit: LIMIT, size: vectors.length },
      });
      // By the exact cosine: the score of a hit is one of rounded vectors.
      const near = byVector
        .slice(0, TOP)
        .filter((hit) => (cosines[placeOf.get(hit.id) ?? -1] ?? 0) >= tenth - ROUNDING);
      shares[i]?.push(near.length / TOP);
      wrong[i] =
        (wrong[i] ?? 0) + byVector.filter((hit) => !access.includes(groupOf.get(hit.id) ?? '')).length;
    }
  }
  return readers.map(({ name }, i) => ({
    reader: name,
    readable: mayRead[i]?.filter(Boolean).length ?? 0,
    recall: mean(shares[i] ?? []),
    worst: Math.min(...(shares[i] ?? [])),
    wrong: wrong[i] ?? 0,
  }));
}
