import { canonical } from '../../apps/index.ts';
import { loadDataset } from '../../evals/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, newId, type Tx } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { Recipe } from '../contract.ts';
import type * as contract from '../contract-jobs.ts';
import type { TrainingOptions, TuningJob } from '../contract-jobs.ts';
import { tuningErrors } from '../errors.ts';
import type { HostedJob, StoredSkip, WireJob } from '../schema.ts';
import * as sets from '../store/training-sets.ts';
import { addEvents, addJob, findJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { checkScopes } from '../training-sets/check-scopes.ts';
import { loadTrainingSet, loadVersion } from '../training-sets/load.ts';
import { startBuild } from '../training-sets/start-build.ts';
import { baseNamed } from './bases.ts';
import { presentJob } from './present-job.ts';

export interface Start {
  /** A version of a training set, new or there. */
  version: sets.TrainingVersionRow;
  /** True when it is to be built first. */
  fresh: boolean;
}

/** A training set that is made when nothing else is wrong with the job. */
export interface WantedSet {
  slug: string;
  name: string;
  recipe: Recipe;
}

/** Another version of a set that is there, made when nothing else is wrong with the job. */
interface AnotherVersion {
  set: sets.TrainingSetRow;
  recipe: Recipe;
  /** What an earlier version had from sources that are deleted since. */
  gone: StoredSkip[];
}

/** Starts a training job. Acknowledged when its row is committed; a durable job does the rest. */
export async function startTuningJob(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.startTuningJob>,
): Promise<TuningJob> {
  const said = [input.trainingSet, input.dataset, input.recipe].filter((one) => one !== undefined);
  if (said.length !== 1) throw tuningErrors.one_source();
  const from = await bag.db.in(actor.workspaceId, (tx) => sourceOf(tx, input));
  const { base, suffix, options } = input;
  const row = await beginJob(bag, actor, from, { base, options, ...(suffix ? { suffix } : {}) });
  return bag.db.in(actor.workspaceId, (tx) => presentJob(tx, row));
}

/** Puts a job on record with what it learns from, and sets both going. A base that is not there leaves nothing behind. */
export async function beginJob(
  bag: Tuning,
  actor: Actor,
  from: Start | WantedSet | AnotherVersion,
  {
    hyperparameters,
    ...rest
  }: {
    base: string;
    suffix?: string;
    options: TrainingOptions;
    wire?: WireJob;
    /** For a provider, of the job that is done again. */
    hyperparameters?: Record<string, unknown>;
  },
): Promise<TuningJobRow> {
  const { workspaceId } = actor;
  const { task } = 'version' in from ? from.version.recipe : from.recipe;
  const base = await baseNamed(bag, actor, rest.base, task);
  const hosted: HostedJob | null = base.provider
    ? {
        provider: base.provider,
        model: base.id.slice(base.provider.length + 1),
        files: {},
        jobId: null,
        ...(hyperparameters ? { hyperparameters } : {}),
      }
    : null;
  const { row, start } = await bag.db.in(workspaceId, async (tx) => {
    const start = 'version' in from ? from : await freshVersion(tx, actor, from);
    const suffix = rest.suffix ?? (await suffixOf(tx, start));
    const id = await addJob(tx, {
      ...{ workspaceId, method: base.method, versionId: start.version.id, hosted, actor, ...rest, suffix },
    });
    await addEvents(tx, { id, workspaceId }, [
      { key: 'created', code: 'created', params: { base: base.id } },
    ]);
    return { row: await findJob(tx, id), start };
  });
  if (!row) throw tuningErrors.unknown_job({ id: '' });
  if (start.fresh) await startBuild(bag, start.version);
  await bag.training.start(row.id, { workspaceId, jobId: row.id });
  return row;
}

async function sourceOf(tx: Tx, input: InputOf<typeof contract.startTuningJob>): Promise<Start | WantedSet> {
  if (input.trainingSet !== undefined) return existing(tx, input.trainingSet, input.version);
  if (input.recipe) return { slug: 'set', name: 'Training set', recipe: input.recipe };
  const dataset = await loadDataset(tx, input.dataset ?? '');
  const sources = [{ type: 'dataset' as const, dataset: dataset.slug }];
  const recipe = Recipe.parse({ sources, ...(input.task ? { task: input.task } : {}) });
  return { slug: dataset.slug, name: dataset.name, recipe };
}

async function existing(tx: Tx, slug: string, number: number | undefined): Promise<Start> {
  const set = await loadTrainingSet(tx, slug);
  const versions = await sets.listVersions(tx, [set.id]);
  const usable = versions.find(
    ({ status, erasedAt }) => !erasedAt && status !== 'failed' && status !== 'cancelled',
  );
  const version = number === undefined ? (usable ?? versions[0]) : await loadVersion(tx, { slug, number });
  if (!version) throw tuningErrors.unknown_version({ slug, version: number ?? 1 });
  if (version.erasedAt) throw tuningErrors.erased({ what: `Version ${version.number} of "${slug}"` });
  if (version.status === 'failed' || version.status === 'cancelled')
    throw tuningErrors.not_built({ slug, version: version.number, status: version.status });
  return { version, fresh: false };
}

async function freshVersion(tx: Tx, actor: Actor, from: WantedSet | AnotherVersion): Promise<Start> {
  if (!('set' in from)) return freshSet(tx, actor, from);
  const { set, recipe, gone } = from;
  return { version: await sets.addVersion(tx, { ...set, recipe }, actor, gone), fresh: true };
}

/** A new version of the set with this very recipe, or the first one of a new set. */
async function freshSet(tx: Tx, actor: Actor, want: WantedSet): Promise<Start> {
  const { workspaceId } = actor;
  checkScopes(actor, want.recipe);
  await sets.lockTrainingSets(tx, workspaceId);
  const taken = new Map((await sets.listTrainingSets(tx)).map((set) => [set.slug, set]));
  const same = [...taken.values()].find(
    (set) => set.slug.startsWith(want.slug) && canonical(set.recipe) === canonical(want.recipe),
  );
  let slug = want.slug;
  for (let n = 2; taken.has(slug); n += 1) slug = `${want.slug.slice(0, 55)}-${n}`;
  const set =
    same ??
    (await sets.addTrainingSet(tx, {
      workspaceId,
      slug,
      name: want.name,
      description: '',
      recipe: want.recipe,
    }));
  return { version: await sets.addVersion(tx, set, actor), fresh: true };
}

async function suffixOf(tx: Tx, { version }: Start): Promise<string> {
  const set = await sets.trainingSetById(tx, version.setId);
  return (set?.slug ?? newId('m')).slice(0, 40).replace(/-+$/, '');
}
