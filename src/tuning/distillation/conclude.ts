import type { DistilInput, Tuning } from '../bag.ts';
import { examplesOf } from './examples-of.ts';
import { pairsOf, reportOf } from './report.ts';
import * as store from './store.ts';

/** Judges what was asked and stores the report. */
export async function conclude(bag: Tuning, { workspaceId, distillationId }: DistilInput): Promise<void> {
  const found = await bag.db.in(workspaceId, async (tx) => {
    const row = await store.findDistillation(tx, distillationId);
    if (row?.status !== 'running') return undefined;
    const { datasetId, datasetVersion: version, comparison } = row;
    const examples = await examplesOf(tx, { datasetId, version }, comparison);
    return { row, pairs: pairsOf(examples, await store.answersOf(tx, distillationId)) };
  });
  if (!found) return;
  const report = reportOf(found.row, found.pairs);
  await bag.db.in(workspaceId, (tx) => store.setDistillation(tx, distillationId, { status: 'done', report }));
}
