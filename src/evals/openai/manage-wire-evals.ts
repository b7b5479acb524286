import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract-openai.ts';
import * as store from '../store/wire-evals.ts';
import { checkCriteria } from './check-criteria.ts';
import { compileItemSchema } from './check-item.ts';
import { listPage, presentEval } from './present.ts';

type WireEval = OutputOf<typeof contract.getWireEval>;

/** Stores an eval after refusing what could not be measured by it. */
export async function createWireEval(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.createWireEval>,
): Promise<WireEval> {
  const { data_source_config: config, testing_criteria: testingCriteria } = input;
  if (config.type !== 'custom') {
    const problem = `"${config.type}" is not offered: calls of models are not kept here; use the type custom with an item_schema`;
    throw errors.invalid({ where: 'body.data_source_config.type', problem });
  }
  checkSchema(config.item_schema);
  checkCriteria(testingCriteria);
  const { workspaceId, name: createdBy } = actor;
  return bag.db.in(workspaceId, async (tx) =>
    presentEval(
      await store.addWireEval(tx, {
        ...{ workspaceId, createdBy, testingCriteria },
        name: input.name || 'Eval',
        itemSchema: config.item_schema,
        includeSample: config.include_sample_schema ?? false,
        metadata: input.metadata ?? {},
      }),
    ),
  );
}

function checkSchema(schema: Record<string, unknown>): void {
  try {
    compileItemSchema(schema);
  } catch (cause) {
    const problem = `is no JSON schema: ${cause instanceof Error ? cause.message.slice(0, 300) : 'unreadable'}`;
    throw errors.invalid({ where: 'body.data_source_config.item_schema', problem }, cause);
  }
}

export async function listWireEvals(bag: Evals, actor: Actor, input: InputOf<typeof contract.listWireEvals>) {
  const rows = await bag.db.in(actor.workspaceId, (tx) =>
    store.listWireEvals(tx, { ...input, limit: input.limit + 1 }),
  );
  return listPage(rows.map(presentEval), input.limit);
}

export async function getWireEval(bag: Evals, actor: Actor, input: { eval_id: string }): Promise<WireEval> {
  return bag.db.in(actor.workspaceId, async (tx) => presentEval(await loadWireEval(tx, input.eval_id)));
}

/** Name and metadata only: another schema or other criteria would make the runs of one eval incomparable. */
export async function updateWireEval(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.updateWireEval>,
): Promise<WireEval> {
  const { eval_id: id, name, metadata } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    const change = { name, metadata: metadata === null ? {} : metadata };
    const row = await store.changeWireEval(tx, id, change);
    if (!row) throw unknown(id);
    return presentEval(row);
  });
}

export async function deleteWireEval(
  bag: Evals,
  actor: Actor,
  input: { eval_id: string },
): Promise<OutputOf<typeof contract.deleteWireEval>> {
  const { eval_id } = input;
  const found = await bag.db.in(actor.workspaceId, (tx) => store.dropWireEval(tx, eval_id));
  if (!found) throw unknown(eval_id);
  return { object: 'eval.deleted', deleted: true, eval_id };
}

/** @throws when the workspace has no such eval. */
export async function loadWireEval(tx: Tx, id: string): Promise<store.WireEvalRow> {
  const row = await store.findWireEval(tx, id);
  if (!row) throw unknown(id);
  return row;
}

function unknown(id: string): Error {
  return errors.not_found({ what: `The eval ${id}` });
}
