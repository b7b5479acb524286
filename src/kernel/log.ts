import { pino } from 'pino';
import type { Config } from './config/schema.ts';

export type Log = pino.Logger;

/** Fields that may hold a secret or somebody's content; whatever is logged, these never come out. */
const REDACTED = [
  'authorization',
  'cookie',
  'password',
  'key',
  'apiKey',
  'token',
  'secret',
  'body',
  'input',
  'output',
  'text',
];

/** Structured JSON logs on stderr, so that stdout stays free for what a command answers. */
export function createLog(config: Pick<Config, 'LOG_LEVEL'>): Log {
  return pino(
    {
      level: config.LOG_LEVEL,
      base: { pid: process.pid },
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      serializers: { err: safeError, error: safeError },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** Message and stack only: an error's other fields can carry query parameters or request bodies. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: typeof error };
  const cause = error.cause instanceof Error ? safeError(error.cause) : undefined;
  // Drizzle puts the parameters of a failed query into its message; they are content.
  const message = error.message.replace(/\nparams:[\s\S]*$/, '');
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
  return { name: error.name, message, stack, cause };
}
