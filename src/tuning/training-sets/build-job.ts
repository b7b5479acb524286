import { type Kernel, toFailure } from '../../kernel/index.ts';
import type { BuildInput, Tuning } from '../bag.ts';
import { DEFAULT_POLICY, type Task, type TrainingReport } from '../contract.ts';
import { byHash, EMBEDDER, embedSome } from '../embed-texts.ts';
import { SearchFailed } from '../error-detection/thread/search-in-thread.ts';
import { tuningErrors } from '../errors.ts';
import { markGone } from '../lineage/mark-gone.ts';
import { problemOf } from '../problem.ts';
import * as examples from '../store/training-examples.ts';
import * as store from '../store/training-sets.ts';
import { knownVectors } from '../store/vectors.ts';
import { hashOf } from './candidate.ts';
import { type Compared, compare } from './compare.ts';
import { gather } from './gather.ts';
import { labelNoise } from './label-noise.ts';
import { measuredQuestions } from './measured-questions.ts';
import { reportOf, trainingHash } from './report.ts';
import { teachSome } from './teach.ts';
import { teachersOf } from './teachers.ts';

type Version = store.TrainingVersionRow;
/** Tasks in which an example has one label, which the others can speak against. */
const ONE_LABEL: ReadonlySet<Task> = new Set(['single', 'hierarchical']);
const WATCH_MS = 1_000;

type Step = (name: string, work: (signal: AbortSignal) => Promise<boolean>) => Promise<boolean>;

/** A teacher is asked for hours, and what it labels is little work here: none of them keeps a set without one waiting. */
const TAUGHT_AT_ONCE = 4;

/** Declares the durable jobs that build a version of a training set, as one that takes each where it belongs. `bag` is asked for late, because the job is part of it. */
export function declareBuilding(kernel: Kernel, bag: () => Tuning): Tuning['building'] {
  const body = async (input: BuildInput, step: Step) => void (await build(bag(), input, step));
  const plain = kernel.durable.job<BuildInput>('build training set', { perProcess: 1 }, body);
  const taught = kernel.durable.job<BuildInput>('build taught set', { perProcess: TAUGHT_AT_ONCE }, body);
  const whose = async ({ workspaceId, versionId }: BuildInput) => {
    const version = await kernel.db.in(workspaceId, (tx) => store.versionById(tx, versionId));
    return version && teachersOf(version.recipe).size > 0 ? taught : plain;
  };
  const job: Tuning['building'] = {
    start: async (id, input) => (await whose(input)).start(id, input),
    ensure: async (id, input) => (await whose(input)).ensure(id, input),
  };
  kernel.durable.reconcile('training sets', async () => {
    for (const { id, workspaceId } of await kernel.db.system(store.openVersions))
      await job.ensure(id, { workspaceId, versionId: id });
  });
  return job;
}

/** Builds a version in steps; false when it was cancelled or failed. A failure is kept with the version. */
export async function build(bag: Tuning, input: BuildInput, step: Step): Promise<boolean> {
  const guarded = (name: string, work: (version: Version, signal: AbortSignal) => Promise<boolean>) =>
    step(name, (signal) => attempt(bag, input, (version) => work(version, signal)));
  if (!(await guarded('gather', (version) => gatherRows(bag, version)))) return false;
  for (let n = 0; await guarded(`teach ${n}`, (version, signal) => teachRows(bag, version, signal)); n += 1);
  for (let n = 0; await guarded(`embed ${n}`, (version, signal) => embedRows(bag, version, signal)); n += 1);
  return guarded('judge', (version, signal) => judge(bag, version, signal));
}

/** Runs a step on an open version. What will fail again is the version's end; what may pass is tried again. */
async function attempt(
  bag: Tuning,
  { workspaceId, versionId }: BuildInput,
  work: (version: Version) => Promise<boolean>,
): Promise<boolean> {
  const version = await bag.db.in(workspaceId, async (tx) =>
    (await store.setBuilding(tx, versionId, {})) ? store.versionById(tx, versionId) : undefined,
  );
  if (!version) return false;
  try {
    return await work(version);
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.code === 'request.database_unavailable' || failure.code === 'request.internal') throw thrown;
    await bag.db.in(workspaceId, (tx) =>
      store.endBuilding(tx, versionId, { status: 'failed', problem: problemOf(failure) }),
    );
    return false;
  }
}

async function gatherRows(bag: Tuning, version: Version): Promise<boolean> {
  const { workspaceId, id: versionId, actor, recipe } = version;
  return bag.db.in(workspaceId, async (tx) => {
    const policy = (await store.policyOf(tx)) ?? DEFAULT_POLICY;
    const { rows, skipped } = await gather({ bag, tx, actor, policy, recipe }, { workspaceId, versionId });
    const gone = version.skipped.filter(({ reason }) => reason === 'source_gone');
    // Before the rows are written: an erasure waits for them from here on, and what was erased meanwhile gets none.
    const open = await store.setBuilding(tx, versionId, {
      ...{ phase: 'teach', done: 0, total: 0 },
      skipped: [...gone, ...skipped],
    });
    if (open) await examples.putExamples(tx, versionId, rows);
    return open;
  });
}

async function teachRows(bag: Tuning, version: Version, signal: AbortSignal): Promise<boolean> {
  const progress = await teachSome(bag, version, signal);
  if (!progress) return false;
  return bag.db.in(version.workspaceId, (tx) => store.setBuilding(tx, version.id, progress));
}

async function embedRows(bag: Tuning, version: Version, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, id } = version;
  const texts = await bag.db.in(workspaceId, async (tx) => {
    const rows = await examples.everyExample(tx, id);
    const asked = (await measuredQuestions(tx)).flatMap((one) => (one.embedded ? one.text : []));
    return byHash([...rows.filter((row) => row.leftOut === null).map((row) => row.text), ...asked]);
  });
  const progress = await embedSome(bag, { workspaceId, versionId: id }, texts, signal);
  const open = await bag.db.in(workspaceId, (tx) =>
    store.setBuilding(tx, id, { phase: 'compare', ...progress }),
  );
  return open && progress.done < progress.total;
}

async function judge(bag: Tuning, version: Version, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, id, recipe } = version;
  const { rows, evals } = await bag.db.in(workspaceId, async (tx) => ({
    rows: await examples.everyExample(tx, id),
    evals: await measuredQuestions(tx),
  }));
  const hashes = [...rows.map((row) => row.textHash), ...evals.map((one) => hashOf(one.text))];
  const vectors = await bag.db.in(workspaceId, (tx) => knownVectors(tx, EMBEDDER, [...new Set(hashes)]));
  const compared = await compare(
    rows,
    evals.map((one) => ({ ...one, vector: vectors.get(hashOf(one.text))?.vector })),
    recipe,
    (row) => vectors.get(row.textHash)?.vector,
  );
  await bag.db.in(workspaceId, (tx) => store.setBuilding(tx, id, { phase: 'judge', done: 0, total: 0 }));
  const found = new Map(compared.judged.map((one) => [one.id, one]));
  const judged = rows.map((row) => ({ ...row, ...found.get(row.id) }));
  const { checked, nearDuplicates } = compared;
  const kept = judged.filter((row) => row.leftOut === null);
  const noise = ONE_LABEL.has(recipe.task)
    ? await judgeLabels(bag, version, kept, (row) => vectors.get(row.textHash)?.vector, signal)
    : null;
  if (noise === undefined) return false;
  const report = reportOf(judged, {
    ...{ task: recipe.task, skipped: version.skipped, nearDuplicates, checked, noise },
    tokensOf: (row) => vectors.get(row.textHash)?.tokens ?? 0,
  });
  const problem = whyNot(recipe.leakage === 'refuse' ? compared : undefined, report);
  return bag.db.in(workspaceId, async (tx) => {
    const now = await store.lockVersion(tx, id);
    if (now?.status !== 'building') return false;
    // Together with the end: who judges again after a crash must find the rows as they were gathered, or what was left out
    // as a leak before would be none now, and a set that has to be refused for it would be built.
    await examples.setJudged(tx, compared.judged);
    await markGone(tx, now);
    return store.endBuilding(
      tx,
      id,
      problem
        ? { status: 'failed', problem: problemOf(problem), report }
        : { status: 'ready', hash: trainingHash(kept), report },
    );
  });
}

/** Undefined when it was cancelled meanwhile. */
async function judgeLabels(
  bag: Tuning,
  { id, workspaceId }: Version,
  kept: readonly examples.TrainingExampleRow[],
  vectorOf: (row: examples.TrainingExampleRow) => Float32Array | undefined,
  signal: AbortSignal,
): Promise<TrainingReport['noise'] | undefined> {
  const cancelled = new AbortController();
  let done = 0;
  const watch = setInterval(async () => {
    const change = { done: Math.round(100 * done), total: 100 };
    const open = await bag.db.in(workspaceId, (tx) => store.setBuilding(tx, id, change)).catch(() => true);
    if (!open) cancelled.abort();
  }, WATCH_MS);
  try {
    return await labelNoise(kept, vectorOf, {
      signal: AbortSignal.any([signal, cancelled.signal]),
      progress(share) {
        done = share;
      },
    });
  } catch (error) {
    if (cancelled.signal.aborted) return undefined;
    // What is only advice must not keep a training set from being built.
    if (error instanceof SearchFailed) return null;
    throw error;
  } finally {
    clearInterval(watch);
  }
}

function whyNot(refusing: Compared | undefined, report: NonNullable<Version['report']>) {
  const leaking = refusing?.checked.filter((one) => one.exact + one.near > 0) ?? [];
  const [first] = leaking;
  if (first) {
    const count = leaking.reduce((sum, one) => sum + one.exact + one.near, 0);
    return tuningErrors.leaks({ count, dataset: first.dataset });
  }
  if (report.splits.train > 0) return undefined;
  const why = report.leftOut.map(({ reason, count }) => `${count} ${reason}`).join(', ');
  return tuningErrors.nothing_left({ candidates: report.candidates, why: why || 'the sources are empty' });
}
