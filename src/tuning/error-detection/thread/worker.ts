import { parentPort, workerData } from 'node:worker_threads';
import { TrainerError } from '../../trainers/trainer.ts';
import { findFieldErrors } from '../fields/find-field-errors.ts';
import { findLabelErrors } from '../labels/find-label-errors.ts';
import type { Said, Search } from './messages.ts';

/** Searches in a thread of its own: minutes of arithmetic must not keep the server from answering. */
const search = workerData as Search;
const say = (said: Said) => parentPort?.postMessage(said);
const stop = new AbortController();
parentPort?.on('message', () => stop.abort());

try {
  say(await find());
} catch (error) {
  const problem = error instanceof TrainerError ? error.problem : undefined;
  say({ error: error instanceof Error ? error.message : String(error), ...(problem ? { problem } : {}) });
}
parentPort?.close();

async function find(): Promise<Said> {
  const progress = (share: number) => say({ progress: share });
  if (search.kind === 'fields')
    return { fields: findFieldErrors(search.table, search.options, { progress }) };
  return { labels: await findLabelErrors(search.set, search.options, { signal: stop.signal, progress }) };
}
