import type { Failure } from '../kernel/index.ts';
import type { StoredProblem } from './schema.ts';

/** A failure as it is kept with the job that it ended. */
export function problemOf({ code, params, message, remedy }: Failure): StoredProblem {
  return { code, params, message, remedy };
}
