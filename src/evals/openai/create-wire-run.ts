import { dataClassOf, strictest, UNLABELLED } from '../../gateway/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import type { Actor, Call } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract-openai-runs.ts';
import type { DataSource } from '../contract-openai-runs.ts';
import { addWireItems } from '../store/wire-items.ts';
import { addWireRun } from '../store/wire-runs.ts';
import { compileItemSchema } from './check-item.ts';
import { checkSamples, checkSource } from './check-source.ts';
import { loadWireEval } from './manage-wire-evals.ts';
import { getWireRun } from './manage-wire-runs.ts';
import { readRows } from './read-rows.ts';

/**
 * Starts a run: its items are stored with it, so that nothing that happens to the file or the eval afterwards changes
 * what is measured, and a durable job does the rest.
 */
export async function createWireRun(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.createWireRun>,
  call: Call,
) {
  const { workspaceId } = actor;
  const { eval_id: evalId, data_source: dataSource } = input;
  const { itemSchema, testingCriteria } = await bag.db.in(workspaceId, (tx) => loadWireEval(tx, evalId));
  const read = await bag.db.in(workspaceId, (tx) =>
    readRows(tx, actor, dataSource.source, compileItemSchema(itemSchema)),
  );
  const { items } = read;
  const dataClass = strictest(dataClassOf(call) ?? UNLABELLED, read.dataClass);
  checkSamples(actor, dataSource, testingCriteria, items);
  const { model, pinnedModel } = await checkSource(bag, actor, dataSource);
  const runId = await bag.db.in(workspaceId, async (tx) => {
    const id = await addWireRun(tx, {
      ...{ workspaceId, evalId, model, pinnedModel, actor, dataClass },
      name: input.name || model || 'Run',
      dataSource: withoutContent(dataSource),
      metadata: input.metadata ?? {},
    });
    await addWireItems(tx, { workspaceId, runId: id }, items);
    return id;
  });
  await bag.wireMeasuring.start(runId, { workspaceId, runId });
  return getWireRun(bag, actor, { eval_id: evalId, run_id: runId }, call);
}

function withoutContent(dataSource: DataSource): DataSource {
  const { source } = dataSource;
  return source.type === 'file_content' ? { ...dataSource, source: { ...source, content: [] } } : dataSource;
}
