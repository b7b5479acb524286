import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errors } from '../errors/kernel-errors.ts';
import { toFailure } from '../errors/normalise.ts';
import { failureHeaders, renderOpenAI, renderProblem } from '../errors/render.ts';
import { alwaysSent } from './always-sent.ts';
import { LaneCall } from './lane-call.ts';
import { admit, check, type Door, isEvents, logFailure } from './mount.ts';
import { pump } from './pump.ts';
import { parseDocument } from './read-body.ts';
import { type HeaderReader, Passthrough, type Route } from './route.ts';
import { eventFrames } from './server-sent-events.ts';
import { hostGuard } from './trusted-host.ts';

export interface Lane {
  /** Answers a request if it is one of its own; false leaves it to the app. */
  take(request: IncomingMessage, response: ServerResponse): boolean;
  /** What it answers, as the app lists its own routes. */
  served: readonly { method: string; path: string }[];
}

/**
 * The way around the app for calls of models: the same routes, in the same order as everywhere (who is it, may they,
 * then the body), without the request and response objects of the web that cost more than the call itself.
 */
export function openLane<Bag>(routes: readonly Route<Bag>[], bag: Bag, door: Door): Lane {
  const own = new Map(routes.filter(({ lane }) => lane).map((route) => [route.endpoint.at as string, route]));
  const guard = hostGuard(door.config);
  const always = Object.fromEntries(alwaysSent(door.config));
  const take: Lane['take'] = (request, response) => {
    const url = request.url ?? '';
    const query = url.indexOf('?');
    const path = query < 0 ? url : url.slice(0, query);
    const route = own.get(`${request.method} ${path}`);
    if (!route) return false;
    const exchange: Exchange = { request, response, path, always };
    void answer(route, bag, door, guard, exchange).catch((thrown) => refuse(exchange, door, route, thrown));
    return true;
  };
  const served = [...own.keys()].map((at) => {
    const [method = '', path = ''] = at.split(' ');
    return { method, path };
  });
  return { take, served };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  /** Headers of every answer. */
  always: Record<string, string>;
}

async function answer<Bag>(
  route: Route<Bag>,
  bag: Bag,
  door: Door,
  guard: ReturnType<typeof hostGuard>,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  const headers = readerOf(request);
  guard({ method: request.method ?? 'POST', headers });
  const actor = await admit(door, route.policy, headers);
  const body = parseDocument(
    await readBytes(request, door.config.MAX_BODY_MB),
    request.headers['content-type'] ?? '',
  );
  const input = check(route.endpoint.body, body, 'body');
  const call = new LaneCall(request, response, headers.get);
  const result = await route.run(bag, actor, input as never, call);
  if (result instanceof Passthrough) return relay(exchange, result);
  if (isEvents(result)) {
    const onError = (failure: ReturnType<typeof toFailure>) =>
      logFailure(door.log, failure, route.endpoint.at);
    const frames = await eventFrames(result, { done: '[DONE]', renderError: renderOpenAI, onError });
    response.writeHead(200, { ...exchange.always, ...EVENT_HEADERS });
    // One who leaves in the middle has had what they wanted.
    await pipeline(Readable.from(frames), response).catch(() => undefined);
    return;
  }
  send(
    exchange,
    route.endpoint.status ?? 200,
    { 'content-type': 'application/json' },
    JSON.stringify(result),
  );
}

const ONE_WRITE = 64 * 1024;
const EVENT_HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };

function relay(exchange: Exchange, { status, headers, body, relay: through }: Passthrough): void {
  if (Buffer.isBuffer(body)) {
    send(exchange, status, headers, body);
    return;
  }
  const { response } = exchange;
  response.writeHead(status, { ...exchange.always, ...headers });
  pump(body, response, through);
}

function send(
  { response, always }: Exchange,
  status: number,
  headers: Record<string, string>,
  body: Buffer | string,
): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...always, ...headers, 'content-length': length });
  // A small body as text of single bytes goes out together with the head, in one write instead of two joined ones.
  if (Buffer.isBuffer(body) && length < ONE_WRITE) response.end(body.toString('latin1'), 'latin1');
  else response.end(body);
}

function refuse<Bag>(exchange: Exchange, door: Door, route: Route<Bag>, thrown: unknown): void {
  const { request, response, path } = exchange;
  const left = response.destroyed && !response.writableFinished;
  const failure = left ? errors.cancelled({}, thrown) : toFailure(thrown);
  logFailure(door.log, failure, route.endpoint.at);
  if (response.headersSent || left) return void response.destroy();
  // What is left of a body that nobody will read must not hold the connection open.
  if (!request.readableEnded) response.setHeader('connection', 'close');
  const openai = path.startsWith('/v1');
  const type = openai ? 'application/json' : 'application/problem+json';
  const text = JSON.stringify(openai ? renderOpenAI(failure) : renderProblem(failure));
  send(exchange, failure.status, { 'content-type': type, ...failureHeaders(failure) }, text);
  request.resume();
}

function readerOf(request: IncomingMessage): HeaderReader {
  return {
    get(name) {
      const value = request.headers[name];
      return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
    },
  };
}

function readBytes(request: IncomingMessage, limitMb: number): Promise<Buffer> {
  const limit = limitMb * 2 ** 20;
  const tooLarge = () => errors.too_large({ limit: `${limitMb} MiB` });
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) return reject(tooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > limit) {
        request.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks));
    });
    request.on('error', reject);
    request.on('aborted', () => reject(errors.cancelled()));
  });
}
