import { askProvider } from '../../gateway/index.ts';
import type { Tuning } from '../bag.ts';
import { addEvents, type NewEvent, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { ProviderEvents, read } from './wire.ts';

/** Takes over what a provider tells of its job: each of its events once, its losses as our learning curve. */
export async function mirrorEvents(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<void> {
  const { hosted, workspaceId } = job;
  if (!hosted?.jobId) return;
  const path = `/fine_tuning/jobs/${encodeURIComponent(hosted.jobId)}/events?limit=100`;
  const answer = await askProvider(bag, workspaceId, hosted.provider, { path, signal });
  const told = read(ProviderEvents, answer, hosted.provider).data.toReversed();
  const events = told.map((event): NewEvent => {
    const { step, total_steps: of, train_loss: trainLoss, valid_loss: validationLoss } = event.data ?? {};
    const point =
      typeof step === 'number' && typeof trainLoss === 'number'
        ? {
            step,
            of: of ?? step,
            trainLoss,
            validationLoss: validationLoss ?? null,
            validationAccuracy: null,
          }
        : null;
    return {
      key: `provider ${event.id}`,
      code: 'provider',
      level: event.level === 'warn' || event.level === 'error' ? event.level : 'info',
      params: { message: event.message.slice(0, 2_000) },
      ...(event.created_at ? { at: new Date(event.created_at * 1_000) } : {}),
      point,
    };
  });
  const last = events.findLast((event) => event.point)?.point;
  await bag.db.in(workspaceId, async (tx) => {
    await addEvents(tx, job, events);
    if (last) await setJob(tx, job.id, { done: last.step, total: last.of });
  });
}
