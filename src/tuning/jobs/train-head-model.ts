import type { Tuning } from '../bag.ts';
import type { Recipe } from '../contract.ts';
import type { TrainingOptions } from '../contract-jobs.ts';
import { versionById } from '../store/training-sets.ts';
import { addEvents, lastCheckpoint, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { openHead } from '../trainers/heads/open-head.ts';
import type { HeadOptions } from '../trainers/trainer.ts';
import { trainHeadInWorker } from '../trainers/worker/train-in-worker.ts';
import { baselinesOf } from './baselines.ts';
import { keepModel } from './keep-model.ts';
import { learningData } from './learning-data.ts';
import { record } from './recorder.ts';
import { judgeTest, reportOfHead } from './report-of-head.ts';

/** Trains a head on a built training set and keeps it as a model, with how good it is. Twice gives the same model once. */
export async function trainHeadModel(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<void> {
  const { workspaceId, options } = job;
  const { version, resume } = await bag.db.in(workspaceId, async (tx) => {
    await setJob(tx, job.id, { phase: 'train', phaseAt: new Date(), done: 0, total: 0 });
    const state = await lastCheckpoint(tx, job.id);
    await addEvents(tx, job, [{ key: 'training', code: 'training' }]);
    if (state) await addEvents(tx, job, [{ key: `from ${Date.now()}`, code: 'resumed_from' }]);
    return { version: await versionById(tx, job.versionId), resume: state };
  });
  if (!version) return;
  const { task } = version.recipe;
  const { rows, input } = await learningData(bag, workspaceId, {
    versionId: version.id,
    task,
    base: job.base,
  });
  const recorder = record(bag, job);
  const { model: artefact, report } = await trainHeadInWorker(input, headOptions(options, version.recipe), {
    signal,
    point: (point) => recorder.point(point),
    checkpoint: (state) => recorder.checkpoint(state),
    progress: (_phase, done, of) => recorder.progress(done, of),
    ...(resume ? { resume } : {}),
  }).finally(() => recorder.close());
  signal.throwIfAborted();
  await bag.db.in(workspaceId, (tx) => setJob(tx, job.id, { phase: 'evaluate', phaseAt: new Date() }));
  const head = openHead(artefact);
  const judged = judgeTest(head, rows, input);
  const baselines = await baselinesOf(bag, input, head.classes, judged);
  const told = reportOfHead(report, judged, baselines, input);
  await keepModel(bag, job, {
    ...{ artefact, labels: [...head.classes], predictions: judged, curve: report.curve },
    report: told,
  });
}

/** What was given for validation alone is not learned from. */
function headOptions(
  { seed, classWeights, folds, maxSteps, coverage, precision }: TrainingOptions,
  { validation }: Recipe,
) {
  return {
    ...{ seed, classWeights, refit: validation === undefined },
    ...(folds === undefined ? {} : { folds }),
    ...(maxSteps === undefined ? {} : { maxSteps }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(precision === undefined ? {} : { precision }),
  } satisfies Partial<HeadOptions>;
}
