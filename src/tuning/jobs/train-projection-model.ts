import type { Tuning } from '../bag.ts';
import type { TunedReport } from '../contract-models.ts';
import { EMBEDDER } from '../embed-texts.ts';
import { listExamples } from '../store/training-examples.ts';
import { versionById } from '../store/training-sets.ts';
import { addEvents, lastCheckpoint, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { knownVectors } from '../store/vectors.ts';
import type { ProjectionInput, ProjectionReport, Retrieval } from '../trainers/projection/projection.ts';
import type { Split } from '../trainers/trainer.ts';
import { trainProjectionInWorker } from '../trainers/worker/train-in-worker.ts';
import { hashOf } from '../training-sets/candidate.ts';
import { keepModel } from './keep-model.ts';
import { matrixOf } from './learning-data.ts';
import { record } from './recorder.ts';

/** Trains a projection of the embedding space on pairs of a query and what belongs to it, and keeps it as a model. */
export async function trainProjectionModel(
  bag: Tuning,
  job: TuningJobRow,
  signal: AbortSignal,
): Promise<void> {
  const { workspaceId, options } = job;
  const { version, resume } = await bag.db.in(workspaceId, async (tx) => {
    await setJob(tx, job.id, { phase: 'train', phaseAt: new Date(), done: 0, total: 0 });
    await addEvents(tx, job, [{ key: 'training', code: 'training' }]);
    return { version: await versionById(tx, job.versionId), resume: await lastCheckpoint(tx, job.id) };
  });
  if (!version) return;
  const input = await pairsOf(bag, workspaceId, version.id);
  const recorder = record(bag, job);
  const { maxSteps: epochs, seed } = options;
  const settings = { seed, ...(epochs === undefined ? {} : { epochs }) };
  const { model: artefact, report } = await trainProjectionInWorker(input, settings, {
    signal,
    point: (point) => recorder.point(point),
    checkpoint: (state) => recorder.checkpoint(state),
    ...(resume ? { resume } : {}),
  }).finally(() => recorder.close());
  signal.throwIfAborted();
  await keepModel(bag, job, {
    ...{ artefact, labels: [], predictions: [], curve: report.curve },
    report: reportOf(report),
  });
}

/** Queries and the texts that belong to them; the same text is one document, in the split of the first query that has it. */
async function pairsOf(bag: Tuning, workspaceId: string, versionId: string): Promise<ProjectionInput> {
  const { rows, vectors } = await bag.db.in(workspaceId, async (tx) => {
    const kept = await listExamples(tx, versionId, {});
    const hashes = kept.flatMap((row) => [row.textHash, hashOf(row.labels?.[0] ?? '')]);
    return { rows: kept, vectors: await knownVectors(tx, EMBEDDER, [...new Set(hashes)]) };
  });
  const documents = new Map<string, { group: number; split: Split }>();
  const queries = rows.map((row) => {
    const hash = hashOf(row.labels?.[0] ?? '');
    const known = documents.get(hash) ?? { group: documents.size, split: row.split ?? 'train' };
    documents.set(hash, known);
    return { vector: vectors.get(row.textHash)?.vector, ...known };
  });
  const found = [...documents.keys()].map((hash) => vectors.get(hash)?.vector);
  return {
    queries: matrixOf(queries.map((one) => one.vector)),
    queryGroups: queries.map((one) => one.group),
    querySplits: queries.map((one) => one.split),
    documents: matrixOf(found),
    documentGroups: [...documents.values()].map((one) => one.group),
    documentSplits: [...documents.values()].map((one) => one.split),
  };
}

function reportOf({ k, queries, test, strength, identity, seconds }: ProjectionReport): TunedReport {
  const measures = (prefix: string, { recall1, recallK }: Retrieval) =>
    (
      [
        ['recall_at_1', recall1],
        [`recall_at_${k}`, recallK],
      ] as const
    ).map(([name, { value, low, high, n }]) => ({
      ...{ name: `${prefix}${name}`, estimate: value, low, high, of: n },
    }));
  return {
    task: 'pairs',
    seconds: seconds.train + seconds.evaluate,
    examples: queries,
    classes: 0,
    measures: test ? measures('', test.after) : [],
    baselines: test ? measures('untuned_', test.before) : [],
    ...{ calibration: null, abstention: null, crossValidation: [], perClass: [] },
    chosen: { strength, identity },
    ...{ confusion: [], confusedPairs: [] },
  };
}
