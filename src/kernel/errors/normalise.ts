import { randomBytes } from 'node:crypto';
import { ZodError } from 'zod';
import { Failure } from './define.ts';
import { errors } from './kernel-errors.ts';

/**
 * Turns whatever was thrown into a Failure. A defect gets an incident id, so that the person who saw it and the
 * log line that explains it can find each other without the response leaking internals.
 */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof ZodError) return fromZod(thrown, 'request');
  const error = rootCause(thrown);
  if (isConnectionLoss(error)) return errors.database_unavailable({}, thrown);
  if (hasCode(error) && error.code === '23505')
    return errors.conflict({ what: 'An entry with these values' }, thrown);
  if (hasCode(error) && isBadText(error.code)) {
    return errors.invalid(
      {
        where: 'request',
        problem: 'contains characters that cannot be stored (NUL, or half of a surrogate pair)',
      },
      thrown,
    );
  }
  return errors.internal({ incident: `inc_${randomBytes(6).toString('hex')}` }, thrown);
}

/** A validation error that names the first offending field and its problem. */
export function fromZod(error: ZodError, where: string): Failure {
  const issue = error.issues[0];
  const path = [where, ...(issue?.path ?? [])].map(String).join('.');
  return errors.invalid({ where: path, problem: issue?.message ?? 'is not valid' }, error);
}

/** Drizzle wraps the driver's error; the code that says what happened sits at the bottom of the cause chain. */
function rootCause(thrown: unknown): unknown {
  let error = thrown;
  while (error instanceof Error && error.cause !== undefined && !hasCode(error)) error = error.cause;
  return error;
}

function hasCode(error: unknown): error is { code: string } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
]);

function isConnectionLoss(error: unknown): boolean {
  if (hasCode(error)) return CONNECTION_CODES.has(error.code);
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}

/** PostgreSQL cannot store U+0000 in text (22021) or jsonb (22P05), nor half of a surrogate pair in jsonb (22P02). */
function isBadText(code: string): boolean {
  return code === '22021' || code === '22P05' || code === '22P02';
}
