import { type Failure, Passthrough } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import type { Meter } from '../calls/meter.ts';
import { gatewayErrors } from '../errors.ts';
import type { AttemptContext } from '../family.ts';
import type { ProviderRow } from '../store.ts';
import { askUpstream } from '../upstream/ask-upstream.ts';
import { failureIn } from '../upstream/failure-in.ts';
import type { Leave } from '../upstream/on-leave.ts';
import { openUpstream, type UpstreamAnswer, whyUnreached } from '../upstream/open-upstream.ts';
import { keyOf } from '../upstream/provider-key.ts';
import type { UpstreamBytes } from '../upstream/upstream-bytes.ts';
import { relayEvents } from '../wire/relay-events.ts';
import { relayResponses } from '../wire/responses/relay-responses.ts';
import { tokensOf, tokensOfLength } from '../wire/tokens.ts';
import { type Beginning, beginsNatively, beginsTranslated, hasBegun } from './beginning.ts';
import { translatedEmbeddings } from './embeddings.ts';
import type { Framing } from './kinds/kind.ts';
import { kindOf } from './kinds/kinds.ts';
import { translated, translateStream } from './translate.ts';
import type { Way } from './way.ts';

type Json = Record<string, unknown>;

/** Sends a request in the provider's way and gives the answer back: whole when it is whole, else once its first piece is there. */
export function passOn(
  bag: Gateway,
  provider: ProviderRow,
  path: string,
  request: Json,
  context: AttemptContext,
): Promise<Passthrough> {
  const way = wayOf(provider, path, request);
  const asked: Asked = {
    provider,
    path,
    request,
    way,
    failure: (json) => failureIn(json, provider.slug, () => keyOf(bag, provider), kindOf(provider)),
    context,
    // A signal costs more than a listener, and those who have none need it.
    signal: context.whenLeft ? undefined : context.signal,
  };
  const streams = request.stream === true && path !== '/embeddings';
  return streams ? passEvents(bag, asked) : passWhole(bag, asked);
}

/** A request on its way. */
interface Asked {
  provider: ProviderRow;
  path: string;
  request: Json;
  way: Way;
  failure(json: object): Failure | undefined;
  context: AttemptContext;
  signal: AbortSignal | undefined;
}

async function passEvents(bag: Gateway, asked: Asked): Promise<Passthrough> {
  const { provider, path, request, way, failure, signal } = asked;
  const { meter, timeouts, whenLeft } = asked.context;
  const { slug } = provider;
  let left = false;
  const hearing: Leave['whenLeft'] =
    whenLeft &&
    ((listener) =>
      whenLeft(() => {
        left = true;
        listener();
      }));
  const sent = { path: way.path, body: way.body, timeouts, whenLeft: hearing, signal };
  const answer = await openUpstream(bag, provider, sent);
  refuseUnlessEvents(answer, way.framing, slug);
  meter.heard(nothingYet);
  const begins = way.begins ?? beginsNatively(slug, failure);
  await counted(
    meter,
    begun(answer.body, provider, { provider: slug, framing: way.framing, begins, timeouts }),
  );
  const options = {
    provider: slug,
    meter,
    totalMs: timeouts.totalMs,
    failureIn: failure,
    hasLeft: () => left || signal?.aborted === true,
    wantsUsage: optionsOf(request).include_usage === true,
    logprobs: request.logprobs === true,
  };
  const inner = path === '/responses' ? relayResponses(options) : relayEvents(options);
  return new Passthrough(200, EVENTS, answer.body, way.relay?.(inner) ?? inner);
}

async function passWhole(bag: Gateway, asked: Asked): Promise<Passthrough> {
  const { provider, path, way, failure, signal } = asked;
  const { meter, timeouts, whenLeft } = asked.context;
  const { slug } = provider;
  const headed = () => meter.heard(nothingYet);
  const sent = { path: way.path, body: way.body, timeouts, whenLeft, signal, headed };
  const bytes = await counted(meter, askUpstream(bag, provider, sent));
  meter.heard(nothing);
  const json = parseJson(bytes, slug);
  const told = way.answer ? way.answer(json) : json;
  if (typeof told !== 'object' || told === null || Array.isArray(told))
    throw gatewayErrors.bad_answer({ provider: slug, what: 'is no JSON object' });
  const refused = way.answer ? undefined : failure(told);
  if (refused) throw refused;
  meter.first();
  if ('model' in told) meter.answeredBy(told.model);
  meter.used(tokensOf('usage' in told ? told.usage : undefined));
  // An embedding's bytes are numbers; the other answers are words but for a little around them.
  meter.heard(() => (path === '/embeddings' ? 0 : tokensOfLength(bytes.length)));
  meter.end();
  return new Passthrough(200, JSON_TYPE, way.answer ? Buffer.from(JSON.stringify(told)) : bytes);
}

/** @throws 400 for what the provider's kind does not have */
function wayOf(provider: ProviderRow, path: string, request: Json): Way {
  const kind = kindOf(provider);
  const { settings, slug } = provider;
  const model = String(request.model);
  if (path === '/embeddings') {
    const { embeddings } = kind;
    if (!embeddings) throw gatewayErrors.cannot_embed({ model: `${slug}/${model}` });
    if (!embeddings.native) return translatedEmbeddings(embeddings, request, slug);
    return { path: embeddings.path(model, settings), body: request, framing: 'sse' };
  }
  if (path === '/responses') {
    const native = kind.responses?.(settings, provider.baseUrl);
    return { path: native ?? path, body: request, framing: 'sse' };
  }
  if (path === '/moderations') {
    if (!kind.moderations) throw gatewayErrors.cannot_moderate({ model: `${slug}/${model}` });
    return { path: kind.moderations, body: request, framing: 'sse' };
  }
  const { chat } = kind;
  if (chat.native) {
    // Asked for in any case: what a call took is counted. The relay takes it out for those who did not ask.
    const counted =
      request.stream === true
        ? { ...request, stream_options: { ...optionsOf(request), include_usage: true } }
        : request;
    return { path: chat.path(model, settings), body: chat.request?.(counted) ?? counted, framing: 'sse' };
  }
  return {
    path: chat.path(model, request.stream === true),
    body: chat.request(request),
    framing: chat.framing,
    begins: beginsTranslated(chat, model),
    relay: (inner) => translateStream(inner, { chat, provider: slug, model }),
    answer: (answer) => translated(slug, () => ({ ...chat.response(answer, model) })),
  };
}

const EVENTS = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };
const JSON_TYPE = { 'content-type': 'application/json' };
const CONTENT_TYPES: Record<Framing, RegExp> = {
  sse: /^text\/event-stream/,
  'json-lines': /^application\/(x-ndjson|jsonl|json)/,
  'aws-event-stream': /^application\/vnd\.amazon\.eventstream/,
};

function refuseUnlessEvents(answer: UpstreamAnswer, framing: Framing, provider: string): void {
  if (CONTENT_TYPES[framing].test(answer.contentType)) return;
  answer.body.destroy();
  const what = `is ${answer.contentType || 'of no type'}, not a stream of events`;
  throw gatewayErrors.bad_answer({ provider, what });
}

function optionsOf(request: Json): Json {
  const options = request.stream_options;
  return typeof options === 'object' && options !== null ? { ...options } : {};
}

/** @throws Failure when it failed or ended before it had begun */
async function begun(body: UpstreamBytes, provider: ProviderRow, beginning: Beginning): Promise<void> {
  try {
    await hasBegun(body, beginning);
  } catch (cause) {
    throw cause ? whyUnreached(cause, provider) : gatewayErrors.upstream_cut({ provider: provider.slug });
  }
}

const nothingYet = () => 0;
const nothing = () => undefined;

/**
 * From its head on the provider works on an answer: whoever leaves before it has begun pays for the question at least.
 * What fails before costs nothing.
 */
async function counted<T>(meter: Meter, beginning: Promise<T>): Promise<T> {
  try {
    return await beginning;
  } catch (cause) {
    const why = cause instanceof Error ? cause : new Error('failed');
    if (why.name === 'Failure') meter.heard(nothing);
    meter.end(why);
    throw cause;
  }
}

function parseJson(bytes: Buffer, provider: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw gatewayErrors.bad_answer({ provider, what: 'is no JSON' }, cause);
  }
}
