import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Config } from '../config/schema.ts';
import { errors } from '../errors/kernel-errors.ts';
import { toFailure } from '../errors/normalise.ts';
import { failureHeaders, renderOpenAI, renderProblem } from '../errors/render.ts';
import type { Log } from '../log.ts';
import { alwaysSent } from './always-sent.ts';
import type { Lane } from './lane.ts';
import { logFailure } from './mount.ts';
import { hostGuard } from './trusted-host.ts';

/** The app every room's routes are mounted on: one place that refuses foreign hosts and renders every failure. */
export function createApp(config: Config, log: Log): OpenAPIHono {
  const app = new OpenAPIHono();
  const guard = hostGuard(config);
  const always = alwaysSent(config);
  app.use('*', async (c, next) => {
    await next();
    for (const [name, value] of always) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  // Inside of the headers: a refusal has them too.
  app.use('*', async (c, next) => {
    guard(c.req.raw);
    await next();
  });
  app.notFound((c) => renderFailure(errors.not_found({ what: c.req.path }), c.req.path));
  app.onError((thrown, c) => {
    const failure = c.req.raw.signal.aborted ? errors.cancelled({}, thrown) : toFailure(thrown);
    logFailure(log, failure, `${c.req.method} ${c.req.path}`);
    return renderFailure(failure, c.req.path);
  });
  return app;
}

function renderFailure(failure: ReturnType<typeof toFailure>, path: string): Response {
  const openai = path.startsWith('/v1');
  const body = openai ? renderOpenAI(failure) : renderProblem(failure);
  const type = openai ? 'application/json' : 'application/problem+json';
  return new Response(JSON.stringify(body), {
    status: failure.status,
    headers: { 'content-type': type, 'cache-control': 'no-store', ...failureHeaders(failure) },
  });
}

/** The address cannot be listened on: whoever started this can mend it. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

export interface Listening {
  url: string;
  /** Stops accepting, waits up to `drainMs` for running requests, then cuts the rest. */
  close(drainMs: number): Promise<void>;
}

/** Serves the app on an address, with the lanes in front of it. */
export async function listen(
  app: OpenAPIHono,
  config: Pick<Config, 'HOST' | 'PORT' | 'UPLOAD_IDLE_SECONDS'>,
  lanes: readonly Lane[] = [],
): Promise<Listening> {
  const rest = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => {
    limitIdle(request, config.UPLOAD_IDLE_SECONDS * 1_000);
    if (lanes.some((lane) => lane.take(request, response))) return;
    void rest(request, response);
  });
  server.requestTimeout = 0;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explainListen(cause, config)));
    server.listen(config.PORT, config.HOST, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.PORT;
  const host = config.HOST === '0.0.0.0' || config.HOST === '127.0.0.1' ? 'localhost' : config.HOST;
  return { url: `http://${host}:${port}`, close: (drainMs) => drain(server, drainMs) };
}

/** A body that is smaller comes in one piece or hardly more. */
const SMALL_BODY = 64 * 1024;

/**
 * Closes the connection of a body that stands still: what is stored as it arrives holds a transaction, and a few clients
 * that stop in the middle would hold all there are. How long the whole may take is not limited, lines are slow.
 */
function limitIdle(request: IncomingMessage, ms: number): void {
  const { headers, socket } = request;
  const small = Number(headers['content-length'] ?? 0) <= SMALL_BODY;
  if (small && headers['transfer-encoding'] === undefined) return;
  // Whoever sets none is disconnected by Node when the time is over.
  socket.setTimeout(ms);
  request.once('end', () => socket.setTimeout(0));
}

function explainListen(cause: NodeJS.ErrnoException, config: Pick<Config, 'HOST' | 'PORT'>): Error {
  if (cause.code === 'EADDRINUSE') {
    return new CannotListen(
      `Port ${config.PORT} is taken by another program. Stop it, or set PORT to another one.`,
      { cause },
    );
  }
  return new CannotListen(`Cannot listen on ${config.HOST}:${config.PORT}: ${cause.message}`, { cause });
}

async function drain(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cut);
}
