import type { OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import type * as contract from '../contract.ts';
import { tracesOf } from '../store/training-examples.ts';
import { trainingSetById, versionById } from '../store/training-sets.ts';
import { modelsOfVersions } from '../store/tuned-models.ts';

/** Where a data set, an example, a run, a proposal or a file went. */
export async function traceSource(
  bag: Tuning,
  actor: Actor,
  input: { id: string },
): Promise<OutputOf<typeof contract.traceSource>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const traces = await tracesOf(tx, [input.id], true);
    const trainingSets = [];
    for (const { versionId, examples, leftOut } of traces) {
      const version = await versionById(tx, versionId);
      const set = version && (await trainingSetById(tx, version.setId));
      if (set) trainingSets.push({ slug: set.slug, version: version.number, examples, leftOut });
    }
    const used = new Map(traces.map((trace) => [trace.versionId, trace.examples]));
    const models = await modelsOfVersions(tx, [...used.keys()]);
    return {
      trainingSets,
      models: models.map(({ id, name, versionId }) => ({ id, name, examples: used.get(versionId) ?? 0 })),
    };
  });
}
