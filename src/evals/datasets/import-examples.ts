import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract.ts';
import { evalErrors } from '../errors.ts';
import { openVersion } from '../store/datasets.ts';
import { addExamples, listExamples, questionKey } from '../store/examples.ts';
import { loadDataset } from './manage-datasets.ts';
import { guessMapping, mapRows } from './map-rows.ts';
import { readTable } from './read-table.ts';

const SAMPLE = 5;
const PROBLEMS = 50;

/** Imports a file by a mapping of its columns, guessed where none is given; a preview changes nothing. */
export async function importExamples(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.importExamples>,
): Promise<OutputOf<typeof contract.importExamples>> {
  const table = readTable(input.filename, input.content);
  const mapping = input.mapping ?? guessMapping(table.columns);
  const missing = Object.values(mapping).find((column) => !table.columns.includes(column));
  if (missing !== undefined) throw evalErrors.unknown_column({ column: missing });
  const { items, problems } = mapRows(table, mapping);
  const { workspaceId, name: createdBy } = actor;
  const counts = await bag.db.in(workspaceId, async (tx) => {
    const dataset = await loadDataset(tx, input.slug);
    if (input.preview) {
      const there = await listExamples(tx, { datasetId: dataset.id, version: dataset.version });
      const keys = new Set(there.map((row) => row.questionKey));
      return countNew(keys, items);
    }
    const version = await openVersion(tx, dataset.id);
    const incoming = items.map((item) => ({
      workspaceId,
      datasetId: dataset.id,
      item,
      source: 'upload' as const,
      createdBy,
    }));
    const { ids, duplicates } = await addExamples(tx, version, incoming);
    return { added: ids.length, duplicates: duplicates.length };
  });
  return {
    columns: table.columns,
    mapping,
    rows: table.rows.length,
    sample: items.slice(0, SAMPLE),
    problems: problems.slice(0, PROBLEMS),
    ...counts,
  };
}

function countNew(known: Set<string>, items: Parameters<typeof questionKey>[0][]) {
  let added = 0;
  for (const item of items) {
    const key = questionKey(item);
    if (known.has(key)) continue;
    known.add(key);
    added += 1;
  }
  return { added, duplicates: items.length - added };
}
