import type { BuildInput, Tuning } from './bag.ts';
import { lockVersion } from './store/training-sets.ts';
import { keepVectors, knownHashes } from './store/vectors.ts';
import { hashOf } from './training-sets/candidate.ts';

/** The embedding model beneath local heads, and the version of its graph: another one has other vectors. */
export const EMBEDDER = 'local/minilm@int8';

/** Texts handed over at a time: what is lost when the process dies, and how long cancelling waits. */
const AT_ONCE = 256;

/**
 * Embeds the next texts of a version that have no vector yet. Of one that is erased meanwhile none is kept: nothing would
 * delete it any more.
 * @returns how many of all have one now
 */
export async function embedSome(
  bag: Tuning,
  { workspaceId, versionId }: BuildInput,
  texts: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<{ done: number; total: number }> {
  const known = await bag.db.in(workspaceId, (tx) => knownHashes(tx, EMBEDDER, [...texts.keys()]));
  const next = [...texts].filter(([hash]) => !known.has(hash)).slice(0, AT_ONCE);
  if (signal.aborted) return { done: known.size, total: texts.size };
  if (next.length > 0) {
    const embeddings = await bag.minilm.embed(next.map(([, text]) => text));
    const rows = next.flatMap(([hash], i) => {
      const embedding = embeddings[i];
      return embedding ? [{ hash, vector: embedding.vector, tokens: embedding.tokens }] : [];
    });
    await bag.db.in(workspaceId, async (tx) => {
      const version = await lockVersion(tx, versionId);
      if (version && !version.erasedAt) await keepVectors(tx, workspaceId, EMBEDDER, rows);
    });
  }
  return { done: known.size + next.length, total: texts.size };
}

/** Texts by the hash that their vector is kept under. */
export function byHash(texts: Iterable<string>): Map<string, string> {
  const map = new Map<string, string>();
  for (const text of texts) map.set(hashOf(text), text);
  return map;
}
