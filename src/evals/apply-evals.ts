import { RE2JS } from 're2js';
import { appErrors, findApp } from '../apps/index.ts';
import { isLower } from '../gateway/index.ts';
import { type Actor, compileSchema, type Tx } from '../kernel/index.ts';
import type { DatasetDefinition, EvalDefinition, Grader } from './contract.ts';
import { loadDataset } from './datasets/manage-datasets.ts';
import { evalErrors } from './errors.ts';
import { changeDataset, ensureDataset, openVersion } from './store/datasets.ts';
import { putEval } from './store/evals.ts';
import { addExamples, listExamples, questionKey } from './store/examples.ts';

/** What applying did. */
export interface AppliedEvals {
  datasets: { slug: string; version: number; added: number; created: boolean }[];
  evals: { slug: string; created: boolean }[];
}

/** Makes data sets and evals match their definitions, within a transaction; data sets first, evals name them. */
export async function applyEvals(
  tx: Tx,
  actor: Actor,
  definitions: readonly (DatasetDefinition | EvalDefinition)[],
): Promise<AppliedEvals> {
  const applied: AppliedEvals = { datasets: [], evals: [] };
  for (const definition of definitions)
    if (definition.kind === 'dataset') applied.datasets.push(await applyDataset(tx, actor, definition));
  for (const definition of definitions)
    if (definition.kind === 'eval') applied.evals.push(await applyEval(tx, actor, definition));
  return applied;
}

/** Adds what is not there yet. Examples that people added or changed stay: a file does not undo their work. */
async function applyDataset(tx: Tx, actor: Actor, definition: DatasetDefinition) {
  const { workspaceId, name: createdBy } = actor;
  const { slug, name, description, dataClass } = definition;
  const { created } = await ensureDataset(tx, { workspaceId, slug, name, description, dataClass });
  const { id: datasetId, version, dataClass: before } = await loadDataset(tx, slug);
  // A file may make it stricter. Letting more be seen is for a person to decide.
  if (dataClass && isLower(before, dataClass)) await changeDataset(tx, datasetId, { dataClass });
  const there = new Set(
    (await listExamples(tx, { datasetId, version })).map((example) => example.questionKey),
  );
  const fresh = definition.examples.filter((item) => !there.has(questionKey(item)));
  if (fresh.length === 0) return { slug, version, added: 0, created };
  const incoming = fresh.map((item) => ({
    workspaceId,
    datasetId,
    item,
    source: 'apply' as const,
    createdBy,
  }));
  const open = await openVersion(tx, datasetId);
  const { ids } = await addExamples(tx, open, incoming);
  return { slug, version: open, added: ids.length, created };
}

async function applyEval(tx: Tx, actor: Actor, definition: EvalDefinition) {
  if (!(await findApp(tx, definition.app))) throw appErrors.unknown_app({ slug: definition.app });
  await loadDataset(tx, definition.dataset);
  for (const grader of definition.graders) checkGrader(grader);
  const known = new Set(definition.graders.map((grader) => grader.name));
  const named = [...definition.gate.criteria, ...(definition.gate.slices ? [definition.gate.slices] : [])];
  const unknown = named.find((one) => !known.has(one.grader));
  if (unknown) throw evalErrors.unknown_grader({ grader: unknown.grader });
  return { slug: definition.slug, created: await putEval(tx, actor.workspaceId, definition) };
}

/** What would fail on every example is refused before any is asked. */
function checkGrader(grader: Grader): void {
  if (grader.type === 'regex')
    attempt(
      () => RE2JS.compile(grader.pattern),
      (params) => evalErrors.bad_pattern(params),
      grader.name,
    );
  if (grader.type === 'json_schema')
    attempt(
      () => compileSchema(grader.schema),
      (params) => evalErrors.bad_schema(params),
      grader.name,
    );
}

function attempt(
  compile: () => unknown,
  refuse: (params: { grader: string; problem: string }) => Error,
  grader: string,
): void {
  try {
    compile();
  } catch (error) {
    throw refuse({ grader, problem: error instanceof Error ? error.message : String(error) });
  }
}
