import type { Tx } from '../../kernel/index.ts';
import type { ExampleItem } from '../contract.ts';
import { type DatasetRow, openVersion } from '../store/datasets.ts';
import * as store from '../store/examples.ts';
import { loadDataset } from './manage-datasets.ts';

export interface DatasetExample {
  id: string;
  item: ExampleItem;
}

/** The newest version of a data set, with its examples but for the restricted ones. @throws when there is none with this slug */
export async function datasetWithExamples(
  tx: Tx,
  slug: string,
): Promise<{ dataset: DatasetRow; examples: DatasetExample[] }> {
  const dataset = await loadDataset(tx, slug);
  const { id: datasetId, version } = dataset;
  return { dataset, examples: await examplesOfVersion(tx, datasetId, version) };
}

/**
 * Examples of a version of a data set that may be gone by now: none then. Without those that only some groups may see:
 * what is found in labels is shown to everybody who checks them.
 */
export async function examplesOfVersion(
  tx: Tx,
  datasetId: string,
  version: number,
): Promise<DatasetExample[]> {
  const rows = await store.listExamples(tx, { datasetId, version });
  return rows.filter(({ restrictedTo }) => restrictedTo.length === 0);
}

/** The questions of examples, also of those that the newest version no longer has. */
export async function examplesById(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await store.examplesAt(tx, ids)).map(({ id, item }) => [id, item.question]));
}

/**
 * Gives an example another answer, in the open version of its data set.
 * @returns false when it is gone or its answer is not the expected one any more
 */
export async function relabel(
  tx: Tx,
  id: string,
  change: { expected: string; label: string },
): Promise<boolean> {
  const row = await store.successorOf(tx, id);
  if (!row || row.item.answer?.trim() !== change.expected) return false;
  const version = await openVersion(tx, row.datasetId);
  await store.changeExample(tx, row, version, { ...row.item, answer: change.label });
  return true;
}
