import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Failure } from '../../kernel/index.ts';
import { gatewayErrors } from '../errors.ts';
import type { ProviderKind } from '../providers/kinds/kind.ts';

/** A name, and not whatever a server may put there: it goes on to clients as it is. */
const name = z
  .string()
  .regex(/^[\w.[\]-]{1,100}$/)
  .optional()
  .catch(undefined);
const said = z.object({ message: z.string(), code: name, param: name });
type Said = z.infer<typeof said>;
const only = (message: string): Said => ({ message, code: undefined, param: undefined });
/** OpenAI, Anthropic and Google put it under `error`; Ollama says a sentence there; AWS and Mistral put it on top. */
const ErrorBody = z.union([
  z.object({ error: said }).transform(({ error }) => error),
  z.object({ error: z.string() }).transform(({ error }) => only(error)),
  z.array(z.object({ error: said })).transform(([first]) => first?.error ?? only('')),
  said,
  z.object({ Message: z.string() }).transform(({ Message }) => only(Message)),
]);
/** An explanation longer than this is a page of HTML. */
export const MOST_READ = 64 * 1024;
/** An explanation that takes longer, in milliseconds, is not waited for: the status says the most. */
export const LONGEST_READ = 2_000;
const MOST_SAID = 300;
/** Of one that is busy and does not say for how long. */
const BUSY_SECONDS = 5;
/** How those say it that have no code for it: Anthropic, Google, Bedrock, llama.cpp and vLLM. */
const TOO_LONG =
  /prompt is too long|input is too long|input token count .*exceeds|maximum context length|exceeds the available context size|context length exceeded/i;

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
  const { message, code, param } = saidIn(body);
  const clean = (text: string) => (key ? text.replaceAll(key, '[key]') : text);
  return failureOf({
    ...{ provider, status, detail: clean(message) },
    ...{ upstreamCode: code && clean(code), where: param && clean(param) },
    seconds: retryAfter(answer),
  });
}

/** The failure that a status of theirs means to whoever asked us. */
export function failureOf(told: {
  provider: string;
  status: number;
  detail: string;
  /** What they call it, and the parameter that they name. */
  upstreamCode?: string | undefined;
  where?: string | undefined;
  seconds?: number | undefined;
}): Failure {
  const { provider, status, upstreamCode, where, seconds } = told;
  const detail = told.detail.slice(0, MOST_SAID);
  if (status === 401 || status === 403) return gatewayErrors.rejected_key({ provider });
  if (status === 429) return gatewayErrors.upstream_busy({ provider, seconds: seconds ?? BUSY_SECONDS });
  if (status === 408) return gatewayErrors.upstream_timeout({ provider });
  if (status >= 400 && status < 500) return refused(status, { provider, detail, upstreamCode, where });
  const wait = seconds === undefined ? {} : { seconds };
  return gatewayErrors.upstream_failed({ provider, upstreamStatus: status, detail, ...wait });
}

/** One that another model might take is told apart from one that nobody would. */
function refused(status: number, said: Parameters<typeof gatewayErrors.upstream_rejected>[0]): Failure {
  if (said.upstreamCode === 'context_length_exceeded' || TOO_LONG.test(said.detail))
    return gatewayErrors.context_exceeded({ ...said, upstreamCode: undefined });
  if (status === 404) return gatewayErrors.upstream_not_found(said);
  if (status === 409) return gatewayErrors.upstream_conflict(said);
  if (status === 413) return gatewayErrors.upstream_too_large(said);
  return status === 422 ? gatewayErrors.upstream_unprocessable(said) : gatewayErrors.upstream_rejected(said);
}

/** Seconds to wait, from a number or a date. */
function retryAfter({ headers }: ErrorAnswer): number | undefined {
  const text = String(headers['retry-after'] ?? '');
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(3_600, Math.ceil(Number(text)));
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.min(3_600, Math.max(1, Math.ceil((date - Date.now()) / 1000)));
}

function saidIn(body: string): Said {
  try {
    return ErrorBody.parse(JSON.parse(body));
  } catch {
    return only(body || 'no explanation');
  }
}
