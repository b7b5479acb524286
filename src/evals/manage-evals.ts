import type { OutputOf } from '../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../kernel/index.ts';
import type { Evals } from './bag.ts';
import type * as contract from './contract.ts';
import { evalErrors } from './errors.ts';
import { presentEvalRun } from './present.ts';
import { listEvalRuns } from './store/eval-runs.ts';
import * as store from './store/evals.ts';

type Eval = OutputOf<typeof contract.getEval>;

export async function listEvals(bag: Evals, actor: Actor): Promise<{ data: Eval[] }> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const data: Eval[] = [];
    for (const row of await store.listEvals(tx)) data.push(await present(tx, row));
    return { data };
  });
}

export async function getEval(bag: Evals, actor: Actor, input: { slug: string }): Promise<Eval> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const row = await store.findEval(tx, input.slug);
    if (!row) throw evalErrors.unknown_eval({ slug: input.slug });
    return present(tx, row);
  });
}

export async function deleteEval(bag: Evals, actor: Actor, input: { slug: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => store.dropEval(tx, input.slug));
  if (!found) throw errors.not_found({ what: 'The eval' });
}

async function present(tx: Tx, { slug, definition }: store.EvalRow): Promise<Eval> {
  const [latest] = await listEvalRuns(tx, { eval: slug, limit: 1 });
  const { name, description, app, dataset } = definition;
  return {
    slug,
    name,
    description,
    app,
    dataset,
    definition,
    latestRun: latest ? presentEvalRun(latest) : null,
  };
}
