import type { IncomingHttpHeaders } from 'node:http';
import { type Failure, ForbiddenAddress } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import { gatewayErrors } from '../errors.ts';
import { kindOf } from '../providers/kinds/kinds.ts';
import type { ProviderRow } from '../store.ts';
import { explain, LONGEST_READ, MOST_READ } from './explain.ts';
import { callerLeft, type Leave, onLeave } from './on-leave.ts';
import { keyOf } from './provider-key.ts';
import { TIMEOUTS, type Timeouts } from './timeouts.ts';
import { UpstreamBytes } from './upstream-bytes.ts';

export { TIMEOUTS, type Timeouts } from './timeouts.ts';

const ACCEPTED = 'application/json, text/event-stream, application/vnd.amazon.eventstream';

export interface RawBody {
  bytes: Buffer;
  contentType: string;
}

export interface UpstreamRequest extends Leave {
  path: string;
  /** Absent: POST with a body, GET without one. */
  method?: 'DELETE' | undefined;
  body?: Record<string, unknown>;
  raw?: RawBody;
  timeouts?: Timeouts;
}

export interface UpstreamAnswer {
  contentType: string;
  body: UpstreamBytes;
}

interface Refused {
  status: number;
  headers: IncomingHttpHeaders;
  pieces: Buffer[];
  size: number;
  until: number;
}

/**
 * Sends a request to a provider, in the way of its kind, and returns the answer once the status is known to be good.
 * Redirects are not followed: the key belongs to this host and no other.
 * @throws Failure that says what to do; when the caller has left, an AbortError
 */
export function openUpstream(
  bag: Pick<Gateway, 'outward' | 'keyRing'>,
  provider: ProviderRow,
  request: UpstreamRequest,
): Promise<UpstreamAnswer> {
  const { url, kind, key, options } = requestTo(bag, provider, request);
  return new Promise((resolve, reject) => {
    let stopListening = () => {};
    let body: UpstreamBytes | undefined;
    /** Of an answer that is an error, which is read as far as it may explain itself. */
    let refused: Refused | undefined;
    const refusal = ({ status, headers, pieces }: Refused) =>
      explain({ status, headers, body: Buffer.concat(pieces).toString('utf8') }, provider.slug, key, kind);
    try {
      bag.outward.dispatch(url, options, {
        onRequestStart(controller) {
          stopListening = onLeave(request, () => controller.abort(callerLeft()));
        },
        onResponseStart(controller, status, headers) {
          // Early hints; the answer itself is still to come.
          if (status < 200) return;
          if (status > 299) {
            refused = { status, headers, pieces: [], size: 0, until: performance.now() + LONGEST_READ };
            return;
          }
          body = new UpstreamBytes(controller);
          const type = headers['content-type'];
          resolve({ contentType: typeof type === 'string' ? type : '', body });
        },
        onResponseData(controller, chunk) {
          if (body) return body.push(chunk);
          if (!refused) return;
          refused.pieces.push(chunk);
          refused.size += chunk.length;
          if (refused.size > MOST_READ || performance.now() > refused.until)
            controller.abort(refusal(refused));
        },
        onResponseEnd() {
          stopListening();
          if (refused) reject(refusal(refused));
          else body?.finish();
        },
        onResponseError(_controller, cause) {
          stopListening();
          if (body) return body.finish(cause);
          // What has come must do; the status says the most.
          reject(refused && !isNamed(cause, 'AbortError') ? refusal(refused) : whyUnreached(cause, provider));
        },
      });
    } catch (cause) {
      reject(whyUnreached(cause, provider));
    }
  });
}

/** What is sent: the address, and the headers of the provider's kind. The key goes to its own host and no other. */
export function requestTo(
  bag: Pick<Gateway, 'keyRing'>,
  provider: ProviderRow,
  {
    path,
    method: asked,
    body,
    raw,
    timeouts = TIMEOUTS,
  }: Pick<UpstreamRequest, 'path' | 'method' | 'body' | 'raw' | 'timeouts'>,
) {
  const { settings, baseUrl } = provider;
  const kind = kindOf(provider);
  const key = keyOf(bag, provider);
  const url = baseUrl.endsWith('/') ? baseUrl.slice(0, -1) + path : baseUrl + path;
  const method = asked ?? (body || raw ? ('POST' as const) : ('GET' as const));
  const text = body && JSON.stringify(body);
  const headers: Record<string, string> = {
    accept: ACCEPTED,
    ...(body ? { 'content-type': 'application/json' } : raw ? { 'content-type': raw.contentType } : {}),
    ...kind.headers({ key, settings, method, url, body: text, now: new Date() }),
  };
  return {
    url,
    kind,
    key,
    options: {
      method,
      headers,
      body: text ?? raw?.bytes ?? null,
      headersTimeout: timeouts.firstByteMs,
      bodyTimeout: timeouts.idleMs,
    },
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
