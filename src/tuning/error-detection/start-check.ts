import { datasetWithExamples } from '../../evals/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { ErrorChecks } from './bag.ts';
import type * as contract from './contract.ts';
import { checkErrors } from './errors.ts';
import type { TextTable } from './fields/table.ts';
import { labelled } from './labelled.ts';
import { loadCheck } from './manage-checks.ts';
import { presentCheck } from './present.ts';
import { limited, namedColumns, readTextTable } from './read-table.ts';
import { addCheck } from './store.ts';

type Input = InputOf<typeof contract.startErrorCheck>;

/** Keeps what is to be looked at and hands the work to a durable job. */
export async function startErrorCheck(
  bag: ErrorChecks,
  actor: Actor,
  input: Input,
): Promise<contract.ErrorCheck> {
  const { workspaceId } = actor;
  const id =
    input.kind === 'table' ? await keepTable(bag, actor, input) : await noteDataset(bag, actor, input);
  await bag.searching.start(id, { workspaceId, checkId: id });
  return bag.db.in(workspaceId, async (tx) => presentCheck(await loadCheck(tx, id)));
}

async function keepTable(bag: ErrorChecks, actor: Actor, input: Extract<Input, { kind: 'table' }>) {
  const table = await readTable(bag, input);
  const cells = table.rows.map((row) => table.columns.map((_, c) => row[c] ?? ''));
  const { workspaceId, name: createdBy } = actor;
  const common = {
    workspaceId,
    createdBy,
    kind: input.kind,
    threshold: input.threshold,
    seed: String(input.seed),
  };
  const values = { ...common, name: input.name ?? input.filename, source: input.filename };
  return bag.db.in(workspaceId, (tx) =>
    addCheck(tx, { ...values, rows: cells.length, header: [...table.columns] }, cells),
  );
}

async function readTable(bag: ErrorChecks, input: Extract<Input, { kind: 'table' }>): Promise<TextTable> {
  const { filename, content, encoding } = input;
  if (encoding === 'utf8') return readTextTable(filename, content);
  const bytes = Buffer.from(content, 'base64');
  if (!/\.xlsx$/i.test(filename)) return readTextTable(filename, bytes.toString('utf8'));
  // A spreadsheet is an archive from a stranger: it is opened in the confined process.
  const read = await bag.parser.parse(filename, '', bytes).catch((error: unknown) => {
    throw checkErrors.unreadable_table({ problem: error instanceof Error ? error.message : 'it is damaged' });
  });
  const blocks = read.document?.blocks ?? [];
  const table = blocks.find((block) => block.kind === 'table');
  if (!table) throw checkErrors.unreadable_table({ problem: 'it holds no table' });
  return limited({ columns: namedColumns(table.header), rows: table.rows });
}

async function noteDataset(bag: ErrorChecks, actor: Actor, input: Extract<Input, { kind: 'labels' }>) {
  const { workspaceId, name: createdBy } = actor;
  return bag.db.in(workspaceId, async (tx) => {
    const { dataset, examples } = await datasetWithExamples(tx, input.dataset);
    const usable = labelled(examples);
    const labels = new Set(usable.map((one) => one.label));
    if (usable.length < 20 || labels.size < 2)
      throw checkErrors.too_few_labels({ slug: dataset.slug, examples: usable.length, labels: labels.size });
    const common = {
      workspaceId,
      createdBy,
      kind: input.kind,
      threshold: input.threshold,
      seed: String(input.seed),
    };
    const values = { ...common, name: input.name ?? dataset.name, source: dataset.slug };
    const { id: datasetId, version: datasetVersion } = dataset;
    return addCheck(tx, { ...values, datasetId, datasetVersion, rows: usable.length, header: [] }, []);
  });
}
