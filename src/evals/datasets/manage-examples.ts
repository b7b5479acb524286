import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract.ts';
import { evalErrors } from '../errors.ts';
import { maySee } from '../may-see.ts';
import { openVersion } from '../store/datasets.ts';
import * as store from '../store/examples.ts';
import { loadDataset } from './manage-datasets.ts';

type Example = OutputOf<typeof contract.updateExample>;

export async function listExamples(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.listExamples>,
): Promise<OutputOf<typeof contract.listExamples>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const dataset = await loadDataset(tx, input.slug);
    const { version = dataset.version, after, tag, search, limit } = input;
    const rows = await store.listExamples(tx, {
      datasetId: dataset.id,
      version,
      after,
      tag,
      search,
      limit: limit + 1,
      reader: actor,
    });
    return { data: rows.slice(0, limit).map(present), hasMore: rows.length > limit };
  });
}

export async function addExamples(bag: Evals, actor: Actor, input: InputOf<typeof contract.addExamples>) {
  const { workspaceId, name: createdBy } = actor;
  return bag.db.in(workspaceId, async (tx) => {
    const { id: datasetId } = await loadDataset(tx, input.slug);
    const { source } = input;
    const incoming = input.examples.map((item) => ({ workspaceId, datasetId, item, source, createdBy }));
    const { ids, duplicates } = await store.addExamples(tx, await openVersion(tx, datasetId), incoming);
    return { added: ids.length, duplicates: duplicates.map((one) => one.item.question) };
  });
}

export async function updateExample(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.updateExample>,
): Promise<Example> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const row = await load(tx, actor, input.id);
    const version = await openVersion(tx, row.datasetId);
    const twin = (await store.listExamples(tx, { datasetId: row.datasetId, version })).find(
      (other) => other.id !== row.id && other.questionKey === store.questionKey(input.item),
    );
    if (twin) throw evalErrors.example_exists();
    return present(await store.changeExample(tx, row, version, input.item));
  });
}

export async function deleteExample(bag: Evals, actor: Actor, input: { id: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    const row = await load(tx, actor, input.id);
    await store.endExample(tx, row, await openVersion(tx, row.datasetId));
    for (const removed of bag.removals) await removed(tx, actor.workspaceId, [row.id], [row.item.question]);
  });
}

/** @throws when it is gone, or rests on documents that the actor may not read */
async function load(tx: Tx, actor: Actor, id: string): Promise<store.ExampleRow> {
  const row = await store.findExample(tx, id);
  if (!row || !maySee(actor, row)) throw errors.not_found({ what: 'The example' });
  return row;
}

function present(row: store.ExampleRow): Example {
  const { id, item, source, runId, dataClass, createdBy } = row;
  return { id, item, source, runId, dataClass, createdBy, createdAt: row.createdAt.toISOString() };
}
