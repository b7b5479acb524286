import type { Failure } from '../../kernel/index.ts';
import type { ProviderKind } from '../providers/kinds/kind.ts';
import { explain } from './explain.ts';

type Json = Record<string, unknown>;

/** What the names of errors mean that come without a status; the first that fits. */
const NAMES: [RegExp, number][] = [
  [/rate_?limit|too_?many|throttl|overload|exhausted|quota|busy|slow_?down/i, 429],
  [/authenticat|api_?key|permission/i, 401],
  [/not_?found/i, 404],
  [/time_?out/i, 408],
  [/context_length|invalid|bad_?request|validation/i, 400],
];
const SERVER_ERROR = 500;

/**
 * The failure behind an error that was sent with a good status, as an event of a stream or in place of an answer;
 * undefined when it is none. Its status is what it says itself, as a number or by its name.
 * @param told of chat completions or of responses
 */
export function failureIn(
  told: object,
  provider: string,
  key: () => string | undefined,
  kind: Pick<ProviderKind, 'status'>,
): Failure | undefined {
  // Most events have neither, and every one is looked at.
  if (!('error' in told || 'type' in told)) return undefined;
  const error = errorIn({ ...told });
  if (!error) return undefined;
  const body = JSON.stringify({ error });
  return explain({ status: statusOf(error), headers: {}, body }, provider, key(), kind);
}

/** A whole response that failed has its error in it, and is an answer nonetheless. */
function errorIn(told: Json): unknown {
  const { object, type, response } = told;
  if (object === 'response') return undefined;
  if (type === 'response.failed') return isJson(response) ? (response.error ?? {}) : {};
  if (told.error) return told.error;
  return type === 'error' ? told : undefined;
}

function statusOf(error: unknown): number {
  if (!isJson(error)) return SERVER_ERROR;
  const { status, status_code, code, type } = error;
  const stated = [status, status_code, code].map(Number).find((one) => one >= 400 && one <= 599);
  if (stated !== undefined) return Math.floor(stated);
  const names = [code, type, status].filter((name) => typeof name === 'string').join(' ');
  return NAMES.find(([pattern]) => pattern.test(names))?.[1] ?? SERVER_ERROR;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
