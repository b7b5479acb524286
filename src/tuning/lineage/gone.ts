import { findRuns } from '../../apps/index.ts';
import { liveExamples } from '../../evals/index.ts';
import type { Tx } from '../../kernel/index.ts';
import { liveFiles } from '../../knowledge/index.ts';
import { keptSources } from '../store/training-examples.ts';
import { fileOf } from '../training-sets/candidate.ts';

/** Runs asked for in one query. */
const AT_ONCE = 5_000;

/** Examples of a version whose source is deleted, by `<source> <through>`. */
export async function goneOf(tx: Tx, versionId: string): Promise<Map<string, number>> {
  const kept = await keptSources(tx, versionId);
  const examples = kept.flatMap(({ sourceId }) => (sourceId.startsWith('ex_') ? [sourceId] : []));
  const runIds = [...new Set(kept.flatMap(({ runId }) => runId ?? []))];
  const live = examples.length > 0 ? await liveExamples(tx, examples) : new Set<string>();
  const runs = new Set<string>();
  for (let at = 0; at < runIds.length; at += AT_ONCE)
    for (const { id } of await findRuns(tx, runIds.slice(at, at + AT_ONCE))) runs.add(id);
  const files = await liveFiles(tx, [...new Set(kept.flatMap(({ sourceId }) => fileOf(sourceId) ?? []))]);
  const gone = new Map<string, number>();
  for (const { source, through, sourceId, runId } of kept) {
    const file = fileOf(sourceId);
    const lost =
      (sourceId.startsWith('ex_') && !live.has(sourceId)) ||
      (runId !== null && !runs.has(runId)) ||
      (file !== undefined && !files.has(file));
    const key = `${source} ${through}`;
    if (lost) gone.set(key, (gone.get(key) ?? 0) + 1);
  }
  return gone;
}
