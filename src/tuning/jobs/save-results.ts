import type { Tx } from '../../kernel/index.ts';
import { storeFile } from '../../knowledge/index.ts';
import type { CurvePoint } from '../contract-jobs.ts';
import { setWire, type TuningJobRow } from '../store/tuning-jobs.ts';

/** For OpenAI's clients: the learning curve as a CSV file, as they find it in `result_files`. */
export async function saveResults(tx: Tx, job: TuningJobRow, curve: readonly CurvePoint[]): Promise<void> {
  const { wire, actor } = job;
  if (!wire || wire.resultFiles.length > 0) return;
  const lines = curve.map(({ step, trainLoss, validationLoss, validationAccuracy }) =>
    [step, trainLoss, '', validationLoss ?? '', validationAccuracy ?? ''].join(','),
  );
  const csv = ['step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy', ...lines].join('\n');
  const id = await storeFile(tx, actor, {
    ...{ filename: 'step_metrics.csv', mediaType: 'text/csv', purpose: 'fine-tune-results' },
    bytes: Buffer.from(`${csv}\n`),
  });
  await setWire(tx, job.id, { ...wire, resultFiles: [id] });
}
