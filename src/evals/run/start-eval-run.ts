import { createHash } from 'node:crypto';
import { findApp, findVersion, fingerprintOf, type VersionRow } from '../../apps/index.ts';
import { checkGroups, groupsNamed } from '../../identity/index.ts';
import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract.ts';
import type { EvalDefinition } from '../contract.ts';
import { loadDataset } from '../datasets/manage-datasets.ts';
import { hashOfExamples } from '../datasets/same-examples.ts';
import { evalErrors } from '../errors.ts';
import { compares } from '../gate/compares.ts';
import { presentEvalRun } from '../present.ts';
import { sealVersion } from '../store/datasets.ts';
import { addEvalRun, findEvalRun } from '../store/eval-runs.ts';
import { findEval } from '../store/evals.ts';
import { type ExampleRow, listExamples } from '../store/examples.ts';

type EvalRun = OutputOf<typeof contract.startEvalRun>;

/**
 * Starts measuring a version: seals the data set, notes hashes of all that the verdict will rest on, and hands the
 * work to a durable job. The run is acknowledged only when its row is committed.
 */
export async function startEvalRun(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.startEvalRun>,
): Promise<EvalRun> {
  const { workspaceId } = actor;
  const plan = await bag.db.in(workspaceId, async (tx) => {
    const { definition } = await loadEval(tx, input.slug);
    const candidate = await loadVersion(tx, definition.app, input.version);
    const serving = await bag.serving.production(tx, definition.app);
    const baseline = await chooseBaseline(tx, definition, { candidate, wanted: input.baseline, serving });
    const dataset = await loadDataset(tx, definition.dataset);
    const datasetVersion = await sealVersion(tx, dataset.id);
    const examples = await listExamples(tx, { datasetId: dataset.id, version: datasetVersion });
    if (examples.length === 0) throw evalErrors.empty_dataset({ slug: dataset.slug });
    await checkAskers(tx, actor, examples);
    return { definition, candidate, baseline, dataset, datasetVersion, examples };
  });
  const { definition, candidate, baseline, dataset, datasetVersion, examples } = plan;
  const fingerprint = await fingerprintOf(bag, actor, candidate);
  const id = await bag.db.in(workspaceId, (tx) =>
    addEvalRun(tx, {
      workspaceId,
      evalSlug: definition.slug,
      definition,
      appSlug: definition.app,
      version: candidate.number,
      versionHash: candidate.hash,
      baseline: baseline?.number ?? null,
      baselineHash: baseline?.hash ?? null,
      datasetId: dataset.id,
      datasetVersion,
      dataClass: dataset.dataClass,
      datasetHash: hashOfExamples(examples),
      total: examples.length * definition.repeats * (baseline ? 2 : 1),
      fingerprint: { ...fingerprint },
      createdBy: actor.name,
    }),
  );
  await bag.measuring.start(id, { workspaceId, evalRunId: id });
  return bag.db.in(workspaceId, async (tx) => {
    const run = await findEvalRun(tx, id);
    if (!run) throw errors.not_found({ what: 'The eval run' });
    return presentEvalRun(run);
  });
}

async function loadEval(tx: Tx, slug: string): Promise<{ definition: EvalDefinition }> {
  const row = await findEval(tx, slug);
  if (!row) throw evalErrors.unknown_eval({ slug });
  return row;
}

/** The version asked for, or the newest. */
async function loadVersion(tx: Tx, app: string, wanted: number | undefined): Promise<VersionRow> {
  const found = wanted === undefined ? (await findApp(tx, app))?.latest : await findVersion(tx, app, wanted);
  if (!found) throw evalErrors.nothing_to_measure({ app, version: wanted ?? 'latest' });
  return found;
}

/**
 * What to compare with: the version named, else the one that serves production. A version is not compared with itself,
 * and a gate that only compares needs something to compare with.
 */
async function chooseBaseline(
  tx: Tx,
  definition: EvalDefinition,
  choice: { candidate: VersionRow; wanted: number | undefined; serving: number | undefined },
): Promise<VersionRow | undefined> {
  const number = choice.wanted ?? choice.serving;
  const baseline =
    number === undefined || number === 0 || number === choice.candidate.number
      ? undefined
      : await loadVersion(tx, definition.app, number);
  const onlyCompares = definition.gate.criteria.every(compares);
  if (!baseline && onlyCompares) throw evalErrors.nothing_to_compare({ slug: definition.slug });
  return baseline;
}

/**
 * Examples may be asked as a member of groups, and grades tell something of what those may read: only who could hand
 * out these groups may start such a run.
 */
async function checkAskers(tx: Tx, actor: Actor, examples: readonly ExampleRow[]): Promise<void> {
  const slugs = [...new Set(examples.flatMap((example) => example.item.groups))];
  const found = await groupsNamed(tx, slugs);
  const missing = slugs.find((slug) => !found.some((group) => group.slug === slug || group.id === slug));
  if (missing) throw evalErrors.unknown_asker({ group: missing });
  await checkGroups(
    tx,
    actor,
    found.map((group) => group.id),
  );
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
