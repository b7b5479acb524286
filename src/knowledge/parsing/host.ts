import { type ParseLimits, Unreadable } from './blocks.ts';
import { type ParseResult, parseFile } from './parse.ts';

/**
 * The parsing process. It has no secrets in its environment, no network use, may read only the program's own files and
 * start nothing (Node's permission model); its parent kills it when it is slow or large.
 */
export interface ParseJob {
  id: number;
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  limits: ParseLimits;
}

export type ParseReply = { id: number } & ({ result: ParseResult } | { reason: string; message: string });

// Ctrl+C in a terminal reaches this process too; the server it works for ends it when it is done with it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

process.on('message', async (job: ParseJob) => {
  process.send?.(await answer(job));
});

async function answer(job: ParseJob): Promise<ParseReply> {
  try {
    return { id: job.id, result: await parseFile(job.name, job.mediaType, job.bytes, job.limits) };
  } catch (error) {
    if (error instanceof Unreadable) return { id: job.id, reason: error.reason, message: error.message };
    return { id: job.id, reason: 'damaged', message: 'The file is damaged or not what its name says.' };
  }
}
