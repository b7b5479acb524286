import { parentPort, workerData } from 'node:worker_threads';
import { learnHead } from '../heads/learn-head.ts';
import { learnProjection } from '../projection/learn-projection.ts';
import { type Hooks, TrainerError } from '../trainer.ts';
import type { News, Order } from './messages.ts';

/** Runs one training; whatever message comes in means that it is to end. */
const order = workerData as Order;
const cancel = new AbortController();
const say = (news: News) => parentPort?.postMessage(news);
const hooks: Hooks = {
  signal: cancel.signal,
  point: (point) => say({ type: 'point', point }),
  checkpoint: (state) => say({ type: 'checkpoint', state }),
  progress: (phase, done, of) => say({ type: 'progress', phase, done, of }),
  ...(order.resume && { resume: order.resume }),
};
parentPort?.once('message', () => cancel.abort());

try {
  const learned =
    order.kind === 'head'
      ? await learnHead(order.input, order.options, hooks)
      : await learnProjection(order.input, order.options, hooks);
  say({ type: 'done', learned });
} catch (error) {
  const problem = error instanceof TrainerError ? error.problem : null;
  say({ type: 'failed', message: error instanceof Error ? error.message : String(error), problem });
}
parentPort?.close();
