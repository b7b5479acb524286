import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract.ts';
import { evalErrors } from '../errors.ts';
import { presentEvalRun } from '../present.ts';
import * as store from '../store/eval-runs.ts';

type EvalRun = OutputOf<typeof contract.getEvalRun>;

export async function listEvalRuns(bag: Evals, actor: Actor, input: InputOf<typeof contract.listEvalRuns>) {
  const rows = await bag.db.in(actor.workspaceId, (tx) =>
    store.listEvalRuns(tx, { ...input, limit: input.limit + 1 }),
  );
  return { data: rows.slice(0, input.limit).map(presentEvalRun), hasMore: rows.length > input.limit };
}

export async function getEvalRun(bag: Evals, actor: Actor, input: { id: string }): Promise<EvalRun> {
  return bag.db.in(actor.workspaceId, async (tx) => presentEvalRun(await loadEvalRun(tx, input.id)));
}

/** Stops a run; what was measured stays to be looked at. A run that has ended is left as it is. */
export async function cancelEvalRun(bag: Evals, actor: Actor, input: { id: string }): Promise<EvalRun> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    await loadEvalRun(tx, input.id);
    await store.setStatus(tx, input.id, 'cancelled');
    return presentEvalRun(await loadEvalRun(tx, input.id));
  });
}

/** @throws when the workspace has no such eval run. */
export async function loadEvalRun(tx: Tx, id: string): Promise<store.EvalRunState> {
  const run = await store.findEvalRun(tx, id);
  if (!run) throw evalErrors.unknown_eval_run({ id });
  return run;
}
