import type { Tuning } from '../bag.ts';
import type { CurvePoint } from '../contract-jobs.ts';
import type { TunedReport } from '../contract-models.ts';
import { tuningErrors } from '../errors.ts';
import { addCardFor } from '../models/card.ts';
import { lockVersion } from '../store/training-sets.ts';
import { addPredictions, addTunedModel, findTunedModel } from '../store/tuned-models.ts';
import { addEvents, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { modelName } from './model-name.ts';
import type { JudgedRow } from './report-of-head.ts';
import { saveResults } from './save-results.ts';

/**
 * Keeps what a local training gave, and ends the job. Doing it twice keeps one model: its id is the job's.
 * @throws when the version was erased meanwhile: nothing may come of what is gone
 */
export async function keepModel(
  bag: Tuning,
  job: TuningJobRow,
  made: {
    artefact: Uint8Array;
    report: TunedReport;
    labels: string[];
    predictions: readonly JudgedRow[];
    curve: readonly CurvePoint[];
  },
): Promise<void> {
  const { workspaceId, base, suffix, method, options } = job;
  const { report } = made;
  const id = job.id.replace(/^ftjob/, 'ftm');
  const name = modelName(job, id);
  await bag.db.in(workspaceId, async (tx) => {
    // Read anew: a source that was deleted since the training began found no model to mark.
    const version = await lockVersion(tx, job.versionId);
    if (!version || version.erasedAt) throw tuningErrors.erased({ what: 'The training set' });
    await addTunedModel(
      tx,
      {
        ...{ id, workspaceId, name, method, base, suffix, jobId: job.id, versionId: version.id, options },
        ...{ trainingHash: version.hash ?? '', report, labels: made.labels, createdBy: job.actor.name },
        ...{ taintedAt: version.taintedAt, taintedSources: version.taintedSources },
      },
      made.artefact,
    );
    await addPredictions(
      tx,
      made.predictions.map((one, n) => ({ ...one, n, workspaceId, modelId: id })),
    );
    const model = await findTunedModel(tx, id);
    if (model) await addCardFor(tx, model, 'trained');
    const done = await setJob(tx, job.id, {
      ...{ status: 'succeeded', phase: 'done', modelId: id, trainedTokens: version.report?.tokens ?? 0 },
    });
    if (!done) throw new Error('the job was stopped while its model was being kept');
    await saveResults(tx, job, made.curve);
    const [first] = report.measures;
    await addEvents(tx, job, [
      ...(first
        ? [{ key: 'measured', code: 'measured', params: { measure: first.name, ...rounded(first) } }]
        : []),
      { key: 'model', code: 'model', params: { model: name } },
      { key: 'succeeded', code: 'succeeded' },
    ]);
  });
}

function rounded({ estimate, low, high, of }: TunedReport['measures'][number]) {
  const digits = (value: number) => Math.round(value * 10_000) / 10_000;
  return { estimate: digits(estimate), low: digits(low), high: digits(high), of };
}
