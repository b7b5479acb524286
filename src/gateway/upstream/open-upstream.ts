import type { Readable } from 'node:stream';
import { type Failure, ForbiddenAddress } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import { gatewayErrors } from '../errors.ts';
import { kindOf } from '../providers/kinds/kinds.ts';
import type { ProviderRow } from '../store.ts';
import { explain, textOf } from './explain.ts';
import { keyOf } from './provider-key.ts';
import { TIMEOUTS, type Timeouts } from './timeouts.ts';

export { TIMEOUTS, type Timeouts } from './timeouts.ts';

const ACCEPTED = 'application/json, text/event-stream, application/vnd.amazon.eventstream';

export interface RawBody {
  bytes: Buffer;
  contentType: string;
}

export interface UpstreamRequest {
  path: string;
  body?: Record<string, unknown>;
  raw?: RawBody;
  signal?: AbortSignal;
  timeouts?: Timeouts;
}

export interface UpstreamAnswer {
  contentType: string;
  body: Readable;
}

/**
 * Sends a request to a provider, in the way of its kind, and returns the answer once the status is known to be good.
 * Redirects are not followed: the key belongs to this host and no other.
 * @throws Failure that says what to do; when the caller has left, the reason of their signal.
 */
export async function openUpstream(
  bag: Pick<Gateway, 'outward' | 'keyRing'>,
  provider: ProviderRow,
  { signal, ...request }: UpstreamRequest,
): Promise<UpstreamAnswer> {
  const { url, kind, key, options } = requestTo(bag, provider, request);
  try {
    const answer = await bag.outward.request(url, { ...options, signal });
    // A body that is given up says so as an error; with nobody listening, that would end the process.
    answer.body.on('error', () => undefined);
    const { statusCode: status, headers } = answer;
    if (status < 200 || status > 299)
      throw explain({ status, headers, body: await textOf(answer.body) }, provider.slug, key, kind);
    const type = headers['content-type'];
    return { contentType: typeof type === 'string' ? type : '', body: answer.body };
  } catch (cause) {
    throw signal?.aborted ? signal.reason : whyUnreached(cause, provider);
  }
}

/** What is sent: the address, and the headers of the provider's kind. The key goes to its own host and no other. */
export function requestTo(
  bag: Pick<Gateway, 'keyRing'>,
  provider: ProviderRow,
  { path, body, raw, timeouts = TIMEOUTS }: Pick<UpstreamRequest, 'path' | 'body' | 'raw' | 'timeouts'>,
) {
  const { settings, baseUrl } = provider;
  const kind = kindOf(provider);
  const key = keyOf(bag, provider);
  const url = baseUrl.endsWith('/') ? baseUrl.slice(0, -1) + path : baseUrl + path;
  const method = body || raw ? ('POST' as const) : ('GET' as const);
  const text = body && JSON.stringify(body);
  const headers: Record<string, string> = {
    accept: ACCEPTED,
    ...(body ? { 'content-type': 'application/json' } : raw ? { 'content-type': raw.contentType } : {}),
    ...kind.headers({ key, settings, method, url, body: text, now: new Date() }),
  };
  const limits = { headersTimeout: timeouts.firstByteMs, bodyTimeout: timeouts.idleMs };
  return {
    url,
    kind,
    key,
    options: { method, headers, ...(text ? { body: text } : raw ? { body: raw.bytes } : {}), ...limits },
  };
}

/** The failure behind an error of the connection. */
export function whyUnreached(cause: unknown, provider: ProviderRow): Error | Failure {
  if (isNamed(cause, 'Failure') || isNamed(cause, 'AbortError')) return cause as Error;
  if (isForbidden(cause))
    return gatewayErrors.forbidden_address({ host: new URL(provider.baseUrl).host }, cause);
  const slug = provider.slug;
  if (isNamed(cause, 'HeadersTimeoutError') || isNamed(cause, 'BodyTimeoutError'))
    return gatewayErrors.upstream_timeout({ provider: slug }, cause);
  if (isNamed(cause, 'SocketError') || isNamed(cause, 'HTTPParserError'))
    return gatewayErrors.upstream_cut({ provider: slug }, cause);
  return gatewayErrors.unreachable({ provider: slug }, cause);
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && thrown.name === name;
}

function isForbidden(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown instanceof ForbiddenAddress || isForbidden(thrown.cause));
}
