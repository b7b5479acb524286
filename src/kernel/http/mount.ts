import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Config } from '../config/schema.ts';
import type { Endpoint } from '../contract.ts';
import { errors } from '../errors/kernel-errors.ts';
import { fromZod } from '../errors/normalise.ts';
import { renderOpenAI, renderProblem } from '../errors/render.ts';
import type { Log } from '../log.ts';
import type { Soon } from '../soon.ts';
import { type Actor, type Open, type Policy, refusal } from './actor.ts';
import { describeRoute } from './openapi.ts';
import { readBytes, readDocument, readParts, yamlDocuments } from './read-body.ts';
import { type Call, type Download, type HeaderReader, Passthrough, type Route } from './route.ts';
import { eventStream } from './server-sent-events.ts';
import { refuseUnstorable } from './storable.ts';

/** What stands in front of every route. */
export interface Door {
  config: Config;
  log: Log;
  audit: Audit;
  /** Who sent a request with these headers; undefined when nobody we know. */
  authenticate(headers: HeaderReader): Soon<Actor | undefined>;
}

/** Puts a privileged act on record: before it happens, and how it ended. Refuses what cannot be recorded. */
export interface Audit {
  around<T>(
    actor: Actor,
    act: { action: string; target: string; details: Record<string, unknown> },
    run: () => Promise<T>,
  ): Promise<T>;
}

/** A stand-in for routes that are open: it belongs to no workspace and may do nothing. */
const NOBODY: Actor = {
  workspaceId: '',
  id: 'nobody',
  kind: 'person',
  name: 'nobody',
  role: 'member',
  groups: [],
  scopes: [],
};

/**
 * Puts a room's routes on the server. The order is fixed here, once: who is it (401), may they (403), then and only
 * then read and check the input (4xx), then run the operation.
 */
export function mount<Bag>(app: OpenAPIHono, routes: Route<Bag>[], bag: Bag, door: Door): void {
  for (const route of routes) {
    const [method, path] = route.endpoint.at.split(' ') as [string, string];
    describeRoute(app, route);
    if (route.lane) continue;
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      const actor = await admit(door, route.policy, c.req.raw.headers);
      const { input, call } = await readInput(door.config, route.endpoint, c);
      const run = async () => route.run(bag, actor, input as never, call);
      const { audited } = route;
      const answer = await (audited
        ? door.audit.around(actor, { action: audited, ...subject(c, input, route.tells) }, run)
        : run());
      const response = await respond(door, route.endpoint, path, answer);
      for (const [name, value] of call.reply) response.headers.append(name, value);
      return response;
    });
  }
}

/** @throws 401 when nobody is known, 403 when they may not. */
export async function admit(
  door: Pick<Door, 'authenticate'>,
  policy: Policy | Open,
  headers: HeaderReader,
): Promise<Actor> {
  if ('open' in policy) return NOBODY;
  const known = door.authenticate(headers);
  const actor = known instanceof Promise ? await known : known;
  if (!actor) throw errors.unauthenticated();
  const need = refusal(policy, actor);
  if (need) throw errors.forbidden({ need });
  return actor;
}

async function readInput(
  config: Config,
  endpoint: Endpoint,
  c: Context,
): Promise<{ input: unknown; call: Call }> {
  const { signal, headers } = c.req.raw;
  const call: Call = { signal, headers, header: (name) => headers.get(name), reply: new Headers() };
  const params = check(endpoint.params, c.req.param(), 'path');
  const query = check(endpoint.query, queryOf(c.req.queries()), 'query');
  if (endpoint.takes === 'files') {
    call.incoming = readParts(c.req.raw, config.MAX_UPLOAD_MB * 2 ** 20);
    return { input: { ...params, ...query }, call };
  }
  if (endpoint.takes === 'bytes') {
    call.sent = await readBytes(c.req.raw, endpoint.accepts ?? [], config.MAX_BODY_MB * 2 ** 20);
    return { input: { ...params, ...query }, call };
  }
  if (!endpoint.body) return { input: { ...params, ...query }, call };
  const raw = await readDocument(c.req.raw, endpoint.takes ?? 'json', config.MAX_BODY_MB * 2 ** 20);
  const yaml = z.object({ yaml: z.string() }).safeParse(endpoint.takes === 'yaml' ? raw : undefined);
  const body = check(endpoint.body, yaml.success ? yamlDocuments(yaml.data.yaml) : raw, 'body');
  // The path wins: a body with a field named like a path parameter must not lead to something else.
  return { input: { ...body, ...query, ...params }, call };
}

/** What a privileged act is about, as far as the request tells: the id in its path, its fields, the values of some. */
function subject(c: Context, input: unknown, tells: readonly string[] = []) {
  const sent = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  const told = Object.fromEntries(sent.filter(([name]) => tells.includes(name)));
  const details = { fields: sent.map(([name]) => name), ...told };
  return { target: Object.values(c.req.param()).join('/'), details };
}

/** @throws 400 naming the first field that is wrong. */
export function check(schema: z.ZodType | undefined, value: unknown, where: string): Record<string, unknown> {
  if (!schema) return {};
  refuseUnstorable(value, where);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw fromZod(parsed.error, where);
  return parsed.data as Record<string, unknown>;
}

/** A query parameter given once is a string, several times an array. */
function queryOf(queries: Record<string, string[]>): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, all]) => [name, all.length > 1 ? all : all[0]]),
  );
}

async function respond(door: Door, endpoint: Endpoint, path: string, answer: unknown): Promise<Response> {
  if (isEvents(answer)) {
    const openai = path.startsWith('/v1');
    return eventStream(answer, {
      done: openai ? '[DONE]' : undefined,
      renderError: openai ? renderOpenAI : renderProblem,
      onError: (failure) => logFailure(door.log, failure, endpoint.at),
    });
  }
  // Streams are relayed by the lane alone.
  if (answer instanceof Passthrough && Buffer.isBuffer(answer.body)) {
    const { status, headers, body } = answer;
    return new Response(new Uint8Array(body), {
      status,
      headers: { 'cache-control': 'no-store', ...headers },
    });
  }
  if (endpoint.answers === 'bytes') return download(answer as Download);
  if (endpoint.status === 204) return new Response(null, { status: 204 });
  return Response.json(answer, { status: endpoint.status ?? 200, headers: { 'cache-control': 'no-store' } });
}

export function isEvents(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

/** Uploads come back as attachments with their type pinned, so that no browser renders what a stranger uploaded. */
function download(file: Download): Response {
  // RFC 8187 takes fewer characters as they are than encodeURIComponent leaves.
  const name = encodeURIComponent(file.filename.toWellFormed()).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  );
  return new Response(file.bytes, {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });
}

export function logFailure(
  log: Log,
  failure: { code: string; status: number; params: Record<string, unknown>; cause?: unknown },
  at: string,
): void {
  if (failure.status < 500) return;
  log.error(
    { at, code: failure.code, incident: failure.params.incident, err: failure.cause },
    'a request failed',
  );
}
