import { Worker } from 'node:worker_threads';
import { HEAD_DEFAULTS, PROJECTION_DEFAULTS } from '../defaults.ts';
import { headWithIntervals, projectionWithIntervals } from '../intervals.ts';
import type { ProjectionInput, ProjectionOptions, ProjectionReport } from '../projection/projection.ts';
import { type HeadInput, type HeadOptions, type HeadReport, type Hooks, TrainerError } from '../trainer.ts';
import type { News, Order } from './messages.ts';

/**
 * `trainHead` in a thread of its own: the server goes on answering. Gives the same bytes. When the signal aborts, the promise is
 * rejected with its reason at once and the thread ends at its next breath, within 200 ms on an idle machine.
 */
export async function trainHeadInWorker(
  input: HeadInput,
  options: Partial<HeadOptions>,
  hooks: Hooks,
): Promise<{ model: Uint8Array; report: HeadReport }> {
  const order: Order = {
    ...{ kind: 'head', input, options: { ...HEAD_DEFAULTS, ...options }, resume: hooks.resume },
  };
  const learned = await runThread(order, hooks);
  if (!('task' in learned.report)) throw new TypeError('the thread trained something else');
  return headWithIntervals({ model: learned.model, report: learned.report });
}

/** `trainProjection` in a thread of its own; otherwise as `trainHeadInWorker`. */
export async function trainProjectionInWorker(
  input: ProjectionInput,
  options: Partial<ProjectionOptions>,
  hooks: Hooks,
): Promise<{ model: Uint8Array; report: ProjectionReport }> {
  const order: Order = {
    ...{ kind: 'projection', input, options: { ...PROJECTION_DEFAULTS, ...options }, resume: hooks.resume },
  };
  const learned = await runThread(order, hooks);
  if ('task' in learned.report) throw new TypeError('the thread trained something else');
  return projectionWithIntervals({ model: learned.model, report: learned.report });
}

type Done = Extract<News, { type: 'done' }>['learned'];

function runThread(order: Order, hooks: Hooks): Promise<Done> {
  return new Promise((resolve, reject) => {
    hooks.signal.throwIfAborted();
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: order });
    const cancel = () => {
      // Ended from outside in the middle of native code, a thread brings the whole process down: it is asked to end itself.
      thread.postMessage('cancel');
      reject(hooks.signal.reason);
    };
    hooks.signal.addEventListener('abort', cancel, { once: true });
    thread.on('message', (news: News) => {
      if (hooks.signal.aborted) return;
      if (news.type === 'point') hooks.point(news.point);
      else if (news.type === 'progress') hooks.progress?.(news.phase, news.done, news.of);
      else if (news.type === 'checkpoint') hooks.checkpoint(news.state);
      else if (news.type === 'done') resolve(news.learned);
      else reject(news.problem ? new TrainerError(news.problem, news.message) : new Error(news.message));
    });
    thread.on('error', reject);
    thread.on('exit', () => {
      hooks.signal.removeEventListener('abort', cancel);
      reject(new Error('the training thread ended before it was done'));
    });
  });
}
