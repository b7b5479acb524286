import type { TuningEventRow } from '../store/tuning-jobs.ts';

type Params = TuningEventRow['params'];

const SENTENCES: Record<string, (p: Params) => string> = {
  created: (p) => `Created fine-tuning job on ${p.base}`,
  data: (p) => `Training set of ${p.train} training, ${p.validation} validation and ${p.test} test examples`,
  left_out: (p) => `${p.count} examples were left out: ${p.reason}`,
  embedded: (p) => `${p.count} texts are embedded`,
  training: () => 'Fine-tuning job started',
  resumed_from: () => 'Training goes on from the last checkpoint',
  step: (p) => `Step ${p.step}/${p.of}: training loss=${p.loss}`,
  measured: (p) => `${p.measure} on the test split: ${p.estimate} (${p.low} to ${p.high}) of ${p.of}`,
  model: (p) => `New fine-tuned model created: ${p.model}`,
  succeeded: () => 'The job has successfully completed',
  failed: (p) => `The job failed: ${p.message}`,
  cancelled: () => 'The job was cancelled',
  paused: () => 'The job is paused',
  resumed: () => 'The job goes on',
  uploaded: (p) => `Sent ${p.file} to ${p.provider}`,
  hosted: (p) => `${p.provider} trains as ${p.job}`,
  trouble: (p) => `${p.provider} could not be asked: ${p.message} It is asked again.`,
  removed: (p) => `${p.provider} has deleted what it had of this job`,
  not_removed: (p) => String(p.message ?? ''),
  provider: (p) => String(p.message ?? ''),
};

/** What an event says, in English; screens translate its code. */
export function sentenceOf({
  code,
  params,
  point,
}: Pick<TuningEventRow, 'code' | 'params' | 'point'>): string {
  if (point) {
    const { step, of, trainLoss } = point;
    return SENTENCES.step?.({ step, of, loss: trainLoss.toFixed(4) }) ?? code;
  }
  return SENTENCES[code]?.(params) ?? code;
}
