import { CannotListen, ConfigError, DataDirInUse } from '../kernel/index.ts';
import { Refused } from './client.ts';

const EXPECTED = [CannotListen, ConfigError, DataDirInUse, Refused];

/** What to do about a file that the command was given. */
const FILE_PROBLEMS: Record<string, string> = {
  ENOENT: 'There is no such file or folder',
  EACCES: 'This may not be read',
  EISDIR: 'This is a folder, and a file is needed',
};

/**
 * What a command says when it fails: a sentence for what a person can mend, the whole trace for a defect of ours.
 * With --json it is JSON too, so that a script need not tell two languages apart.
 */
export function describeFailure(error: unknown, json: boolean): string {
  const message = messageOf(error);
  return json ? JSON.stringify({ error: { message } }) : message;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.some((kind) => error instanceof kind)) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  const problem = FILE_PROBLEMS[code ?? ''];
  if (!problem) return error.stack ?? error.message;
  return path ? `${problem}: ${path}` : `${problem}.`;
}
