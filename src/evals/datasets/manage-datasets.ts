import { isLower } from '../../gateway/index.ts';
import { record } from '../../governance/index.ts';
import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract.ts';
import { evalErrors } from '../errors.ts';
import * as store from '../store/datasets.ts';
import { countExamples, everyExample } from '../store/examples.ts';

type Dataset = OutputOf<typeof contract.getDataset>;

export async function listDatasets(bag: Evals, actor: Actor): Promise<{ data: Dataset[] }> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const data: Dataset[] = [];
    for (const row of await store.listDatasets(tx)) data.push(await present(tx, row));
    return { data };
  });
}

export async function getDataset(bag: Evals, actor: Actor, input: { slug: string }): Promise<Dataset> {
  return bag.db.in(actor.workspaceId, async (tx) => present(tx, await loadDataset(tx, input.slug)));
}

export async function createDataset(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.createDataset>,
): Promise<Dataset> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const { created } = await store.ensureDataset(tx, { workspaceId: actor.workspaceId, ...input });
    if (!created) throw evalErrors.dataset_exists({ slug: input.slug });
    return present(tx, await loadDataset(tx, input.slug));
  });
}

export async function updateDataset(
  bag: Evals,
  actor: Actor,
  { slug, ...change }: InputOf<typeof contract.updateDataset>,
): Promise<Dataset> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const row = await loadDataset(tx, slug);
    const { dataClass: to = row.dataClass } = change;
    await store.changeDataset(tx, row.id, change);
    if (to !== row.dataClass) {
      const details = { from: row.dataClass, to, lowered: isLower(to, row.dataClass) };
      await record(bag, tx, actor, { action: 'dataset.classify', target: slug, outcome: 'done', details });
    }
    return present(tx, await loadDataset(tx, slug));
  });
}

export async function deleteDataset(bag: Evals, actor: Actor, input: { slug: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    const dataset = await store.findDataset(tx, input.slug);
    if (!dataset) throw errors.not_found({ what: 'The data set' });
    const { workspaceId, id } = dataset;
    const gone = await everyExample(tx, [id]);
    await store.dropDataset(tx, input.slug);
    const ids = [id, ...gone.map((one) => one.id)];
    const questions = gone.map(({ item }) => item.question);
    for (const removed of bag.removals) await removed(tx, workspaceId, ids, questions);
  });
}

/** @throws when the workspace has no such data set. */
export async function loadDataset(tx: Tx, slug: string): Promise<store.DatasetRow> {
  const row = await store.findDataset(tx, slug);
  if (!row) throw evalErrors.unknown_dataset({ slug });
  return row;
}

async function present(tx: Tx, row: store.DatasetRow): Promise<Dataset> {
  const { slug, name, description, version, sealed, training, dataClass } = row;
  const { total, tags } = await countExamples(tx, row.id, version);
  return {
    slug,
    name,
    description,
    version,
    sealed,
    training,
    dataClass,
    examples: total,
    tags,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
