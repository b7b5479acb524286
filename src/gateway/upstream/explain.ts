import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Failure } from '../../kernel/index.ts';
import { gatewayErrors } from '../errors.ts';
import type { ProviderKind } from '../providers/kinds/kind.ts';

const said = z.object({ message: z.string() });
/** OpenAI, Anthropic and Google put it under `error`; Ollama says a sentence there; AWS and Mistral put it on top. */
const ErrorBody = z.union([
  z.object({ error: said }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.array(z.object({ error: said })).transform(([first]) => first?.error.message ?? ''),
  said.transform(({ message }) => message),
  z.object({ Message: z.string() }).transform(({ Message }) => Message),
]);
/** An explanation longer than this is a page of HTML. */
export const MOST_READ = 64 * 1024;
const MOST_SAID = 300;

/** An answer that is an error. */
export interface ErrorAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The failure behind an upstream's error status. */
export function explain(
  answer: ErrorAnswer,
  provider: string,
  key: string | undefined,
  kind: Pick<ProviderKind, 'status'>,
): Failure {
  const body = answer.body.slice(0, MOST_READ);
  const status = kind.status?.(answer.status, body) ?? answer.status;
  // Some servers repeat the headers they were sent; the key must not come back to whoever asked.
  const detail = detailOf(body);
  return failureOf({
    provider,
    status,
    detail: key ? detail.replaceAll(key, '[key]') : detail,
    seconds: retryAfter(answer),
  });
}

/** The failure that a status of theirs means to whoever asked us. */
export function failureOf(told: {
  provider: string;
  status: number;
  detail: string;
  seconds?: number | undefined;
}): Failure {
  const { provider, status, seconds = 5 } = told;
  const detail = told.detail.slice(0, MOST_SAID);
  if (status === 401 || status === 403) return gatewayErrors.rejected_key({ provider });
  if (status === 429) return gatewayErrors.upstream_busy({ provider, seconds });
  if (status === 408) return gatewayErrors.upstream_timeout({ provider });
  if (status >= 400 && status < 500) return gatewayErrors.upstream_rejected({ provider, detail });
  return gatewayErrors.upstream_failed({ provider, upstreamStatus: status, detail });
}

/** Seconds to wait, from a number or a date. */
function retryAfter({ headers }: ErrorAnswer): number | undefined {
  const text = String(headers['retry-after'] ?? '');
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(3_600, Math.ceil(Number(text)));
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.min(3_600, Math.max(1, Math.ceil((date - Date.now()) / 1000)));
}

function detailOf(body: string): string {
  try {
    return ErrorBody.parse(JSON.parse(body));
  } catch {
    return body || 'no explanation';
  }
}
