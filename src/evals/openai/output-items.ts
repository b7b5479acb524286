import { mayReadRun } from '../../apps/index.ts';
import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract-openai-runs.ts';
import { findMeasured, listMeasured, type WireItemRow } from '../store/wire-items.ts';
import type { WireRunRow } from '../store/wire-runs.ts';
import { loadWireRun, type RunPlace } from './manage-wire-runs.ts';
import { listPage, seconds } from './present.ts';
import { EMPTY_SAMPLE } from './sample.ts';

type OutputItem = OutputOf<typeof contract.getOutputItem>;

/** The items that are measured, in the order of the data. */
export async function listOutputItems(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.listOutputItems>,
) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { run } = await loadWireRun(tx, input);
    const rows = await listMeasured(tx, run.id, { ...input, limit: input.limit + 1 });
    return listPage(
      rows.map((row) => present(actor, run, row)),
      input.limit,
    );
  });
}

export async function getOutputItem(
  bag: Evals,
  actor: Actor,
  input: RunPlace & { output_item_id: string },
): Promise<OutputItem> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { run } = await loadWireRun(tx, input);
    const row = await findMeasured(tx, run.id, input.output_item_id);
    if (!row) throw errors.not_found({ what: `The output item ${input.output_item_id}` });
    return present(actor, run, row);
  });
}

/** Whoever may not read the documents behind an item sees how it was judged, and no word of it. */
function present(actor: Actor, run: WireRunRow, row: WireItemRow): OutputItem {
  const { id, n, item, status, restrictedTo, measuredAt } = row;
  const readable = mayReadRun(actor, { actorId: run.actor.id, restrictedTo });
  const sample = row.sample ?? EMPTY_SAMPLE;
  return {
    id,
    object: 'eval.run.output_item',
    eval_id: run.evalId,
    run_id: run.id,
    created_at: seconds(measuredAt ?? run.createdAt),
    status: status ?? 'error',
    datasource_item_id: n,
    datasource_item: readable ? item : {},
    results: readable ? row.results : row.results.map((result) => ({ ...result, sample: null, error: null })),
    sample: readable ? sample : { ...EMPTY_SAMPLE, model: sample.model, usage: sample.usage },
  };
}
