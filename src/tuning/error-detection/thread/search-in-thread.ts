import { Worker } from 'node:worker_threads';
import type { FieldOptions, FieldReport } from '../fields/find-field-errors.ts';
import type { TextTable } from '../fields/table.ts';
import type { LabelOptions, LabelReport } from '../labels/find-label-errors.ts';
import type { LabelledSet } from '../labels/out-of-fold.ts';
import type { Said, Search } from './messages.ts';

interface Hooks {
  /** Ends the search with the signal's reason. */
  signal: AbortSignal;
  /** Called now and then with the share that is done, 0 to 1. */
  progress(share: number): void;
}

/** More than this (MiB) is not a table any more; the thread ends and the server goes on. */
const MOST_MEMORY_MB = 2_048;

/** `findFieldErrors` in a thread of its own. */
export async function findFieldErrorsInThread(
  table: TextTable,
  options: FieldOptions,
  hooks: Hooks,
): Promise<FieldReport> {
  const said = await run({ kind: 'fields', table, options }, hooks);
  if ('fields' in said) return said.fields;
  throw new Error('the thread ended without a report');
}

/** `findLabelErrors` in a thread of its own. */
export async function findLabelErrorsInThread(
  set: LabelledSet,
  options: Partial<LabelOptions>,
  hooks: Hooks,
): Promise<LabelReport> {
  const said = await run({ kind: 'labels', set, options }, hooks);
  if ('labels' in said) return said.labels;
  throw new Error('the thread ended without a report');
}

/** What a search in a thread cannot work with, with the trainer's own name for it where there is one. */
export class SearchFailed extends Error {
  readonly problem: string | undefined;

  constructor(message: string, problem: string | undefined) {
    super(message);
    this.problem = problem;
  }
}

function run(search: Search, { signal, progress }: Hooks): Promise<Said> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: search,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  // Native code must end by itself; plain computation hears nothing until it is over and is ended from outside.
  const abort = () => (search.kind === 'labels' ? worker.postMessage('stop') : void worker.terminate());
  signal.addEventListener('abort', abort, { once: true });
  return new Promise<Said>((resolve, reject) => {
    worker.on('message', (said: Said) => {
      if ('progress' in said) return progress(said.progress);
      if ('error' in said)
        return reject(signal.aborted ? signal.reason : new SearchFailed(said.error, said.problem));
      resolve(said);
    });
    worker.on('error', reject);
    worker.on('exit', () =>
      reject(signal.aborted ? signal.reason : new SearchFailed('the thread ended', undefined)),
    );
  }).finally(() => signal.removeEventListener('abort', abort));
}
