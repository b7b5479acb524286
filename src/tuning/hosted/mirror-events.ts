import { askProvider } from '../../gateway/index.ts';
import type { Tuning } from '../bag.ts';
import { addEvents, hasEvent, type NewEvent, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';
import { type ProviderEvent, ProviderEvents, read } from './wire.ts';

/** Of a hundred events each: a provider that goes on listing without end is not listened to without end. */
const MOST_PAGES = 50;

/** Takes over what a provider tells of its job: each of its events once, its losses as our learning curve. */
export async function mirrorEvents(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<void> {
  const { workspaceId } = job;
  const told = await newEvents(bag, job, signal);
  const events = told.toReversed().map((event): NewEvent => {
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
      key: keyOf(event),
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

/** Newest first, back to the first that is known here: between two looks there may be more than one answer lists. */
async function newEvents(bag: Tuning, job: TuningJobRow, signal: AbortSignal): Promise<ProviderEvent[]> {
  const { hosted, workspaceId } = job;
  if (!hosted?.jobId) return [];
  const events: ProviderEvent[] = [];
  const place = `/fine_tuning/jobs/${encodeURIComponent(hosted.jobId)}/events?limit=100`;
  for (let page = 0, after = ''; page < MOST_PAGES; page += 1) {
    const path = after ? `${place}&after=${encodeURIComponent(after)}` : place;
    const answer = await askProvider(bag, workspaceId, hosted.provider, { path, signal });
    const { data, has_more } = read(ProviderEvents, answer, hosted.provider);
    events.push(...data);
    const oldest = data.at(-1);
    // One that does not know the cursor answers the same again.
    if (!has_more || !oldest || oldest.id === after) break;
    if (await bag.db.in(workspaceId, (tx) => hasEvent(tx, job.id, keyOf(oldest)))) break;
    after = oldest.id;
  }
  return events;
}

function keyOf({ id }: ProviderEvent): string {
  return `provider ${id}`;
}
