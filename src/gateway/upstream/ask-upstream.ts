import type { IncomingHttpHeaders } from 'node:http';
import type { Gateway } from '../bag.ts';
import { gatewayErrors } from '../errors.ts';
import type { ProviderRow } from '../store.ts';
import { explain, LONGEST_READ } from './explain.ts';
import { callerLeft, type Leave, onLeave } from './on-leave.ts';
import { type RawBody, requestTo, whyUnreached } from './open-upstream.ts';
import { type Timeouts, WHOLE_MS } from './timeouts.ts';

/** Nothing that answers a question is longer; what is would fill the memory of the process. */
const MAX_ANSWER = 64 * 2 ** 20;

interface WholeRequest extends Leave {
  path: string;
  method?: 'DELETE' | undefined;
  body?: Record<string, unknown>;
  /** Sent as it is instead of JSON. */
  raw?: RawBody;
  timeouts?: Timeouts;
  /** Told once the head of a good answer is there. */
  headed?(): void;
}

/**
 * Asks for an answer that is sent whole, and reads it to its end.
 * @throws Failure that says what to do; when the caller has left, an AbortError
 */
export function askUpstream(
  bag: Pick<Gateway, 'outward' | 'keyRing'>,
  provider: ProviderRow,
  request: WholeRequest,
): Promise<Buffer> {
  const { timeouts } = request;
  const { url, kind, key, options } = requestTo(bag, provider, request);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let head: IncomingHttpHeaders = {};
    let until = Number.POSITIVE_INFINITY;
    let stopListening = () => {};
    const refusal = (text: string) =>
      explain({ status, headers: head, body: text }, provider.slug, key, kind);
    const isGood = () => status >= 200 && status <= 299;
    /** Of an error, its status says more than that its explanation does not end. */
    const late = () =>
      isGood()
        ? gatewayErrors.upstream_timeout({ provider: provider.slug })
        : refusal(Buffer.concat(chunks).toString('utf8'));
    try {
      bag.outward.dispatch(url, options, {
        onRequestStart(controller) {
          stopListening = onLeave(request, () => controller.abort(callerLeft()));
        },
        onResponseStart(_controller, statusCode, headers) {
          status = statusCode;
          head = headers;
          if (isGood()) request.headed?.();
          until = performance.now() + (isGood() ? (timeouts?.totalMs ?? WHOLE_MS) : LONGEST_READ);
        },
        onResponseData(controller, chunk) {
          size += chunk.length;
          if (performance.now() > until) return controller.abort(late());
          if (size > MAX_ANSWER)
            controller.abort(gatewayErrors.bad_answer({ provider: provider.slug, what: 'has no end' }));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          stopListening();
          const [only] = chunks;
          const bytes = chunks.length === 1 && only ? only : Buffer.concat(chunks);
          if (isGood()) resolve(bytes);
          else reject(refusal(bytes.toString('utf8')));
        },
        onResponseError(_controller, cause) {
          stopListening();
          // What has come of an error must do; the status says the most.
          const explained = status > 299 && cause.name !== 'AbortError' && cause.name !== 'Failure';
          reject(explained ? refusal(Buffer.concat(chunks).toString('utf8')) : whyUnreached(cause, provider));
        },
      });
    } catch (cause) {
      reject(whyUnreached(cause, provider));
    }
  });
}
