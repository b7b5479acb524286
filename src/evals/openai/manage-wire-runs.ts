import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, type Call, errors, type Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract-openai-runs.ts';
import { countsOf } from '../store/wire-counts.ts';
import type { WireEvalRow } from '../store/wire-evals.ts';
import { contentOf } from '../store/wire-items.ts';
import * as store from '../store/wire-runs.ts';
import { loadWireEval } from './manage-wire-evals.ts';
import { listPage, presentRun } from './present.ts';

type WireRun = OutputOf<typeof contract.getWireRun>;
export interface RunPlace {
  eval_id: string;
  run_id: string;
}

export async function listWireRuns(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.listWireRuns>,
  call: Call,
) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const parent = await loadWireEval(tx, input.eval_id);
    const rows = await store.listWireRuns(tx, parent.id, { ...input, limit: input.limit + 1 });
    return listPage(await present(tx, parent, rows, studioOf(bag, call)), input.limit);
  });
}

export async function getWireRun(bag: Evals, actor: Actor, input: RunPlace, call: Call): Promise<WireRun> {
  return bag.db.in(actor.workspaceId, (tx) => shown(tx, input, studioOf(bag, call)));
}

/** Stops a run; what was measured stays to be looked at. A run that has ended is left as it is. */
export async function cancelWireRun(bag: Evals, actor: Actor, input: RunPlace, call: Call): Promise<WireRun> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { run } = await loadWireRun(tx, input);
    await store.setWireStatus(tx, run.id, 'canceled');
    return shown(tx, input, studioOf(bag, call));
  });
}

export async function deleteWireRun(
  bag: Evals,
  actor: Actor,
  input: RunPlace,
): Promise<OutputOf<typeof contract.deleteWireRun>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { run } = await loadWireRun(tx, input);
    await store.dropWireRun(tx, run.id);
    return { object: 'eval.run.deleted', deleted: true, run_id: run.id };
  });
}

/** @throws when the eval has no such run. */
export async function loadWireRun(
  tx: Tx,
  { eval_id, run_id }: RunPlace,
): Promise<{ parent: WireEvalRow; run: store.WireRunRow }> {
  const parent = await loadWireEval(tx, eval_id);
  const run = await store.findWireRun(tx, run_id);
  if (run?.evalId !== parent.id) throw errors.not_found({ what: `The run ${run_id}` });
  return { parent, run };
}

async function shown(tx: Tx, place: RunPlace, studio: string): Promise<WireRun> {
  const { parent, run } = await loadWireRun(tx, place);
  const [only] = await present(tx, parent, [run], studio);
  if (!only) throw errors.not_found({ what: `The run ${place.run_id}` });
  return only;
}

async function present(tx: Tx, parent: WireEvalRow, runs: store.WireRunRow[], studio: string) {
  const ids = (some: store.WireRunRow[]) => some.map((run) => run.id);
  const counts = await countsOf(tx, ids(runs));
  const sent = runs.filter((run) => run.dataSource.source.type === 'file_content');
  const content = Map.groupBy(await contentOf(tx, ids(sent)), (row) => row.runId);
  return runs.map((run) => presentRun(run, { parent, counts, content: content.get(run.id) ?? [], studio }));
}

/** Where people open the studio: the address that is set, or the one this request came to. */
function studioOf(bag: Evals, call: Call): string {
  const { PUBLIC_URL, PORT } = bag.config;
  return PUBLIC_URL ?? `http://${call.headers.get('host') ?? `localhost:${PORT}`}`;
}
