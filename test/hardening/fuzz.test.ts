import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../harness/server.ts';
import { type Fuzzed, fuzzed, randomFrom } from './support/fuzz.ts';
import { listedRoutes, type RouteInfo } from './support/routes.ts';
import { settleInputs } from './support/settle-inputs.ts';
import { makeWorld, type World } from './support/world.ts';

/**
 * Keeps us from input that ends the process or shows its inside (LibreChat CVE-2026-31949: a missing body ended it).
 * Every route gets requests that are wrong in every way its schema allows, from a seed that a failure prints.
 * FUZZ_PER_ROUTE=1000 is the long form.
 */
const PER_ROUTE = Number(process.env.FUZZ_PER_ROUTE ?? 80);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_124);
const AT_ONCE = 12;
/** Routes that take nothing have little to be wrong about, and what they start takes time. */
const WITHOUT_INPUT = 5;

let server: TestServer;
let world: World;
let routes: RouteInfo[];
beforeAll(async () => {
  server = await startServer({ LOG_LEVEL: 'silent' });
  world = await makeWorld(server);
  routes = await listedRoutes(server);
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const INSIDE =
  /\bat .*\.[jt]s:\d|node_modules|\/src\/|PostgreSQL|syntax error at|Failed query|\bSELECT\b.*\bFROM\b/;

async function tryOne(route: RouteInfo, request: Fuzzed, key: string): Promise<string | undefined> {
  const began = performance.now();
  const answer = await server.call(request.method, request.path, {
    key: route.open ? '' : key,
    body: request.method === 'GET' ? undefined : request.body,
    headers: request.headers,
  });
  const text = await answer.text();
  const ms = performance.now() - began;
  const problem = problemOf(route, answer, text) ?? (ms > 20_000 ? `took ${Math.round(ms)} ms` : undefined);
  if (!problem) return undefined;
  return `${route.route}: ${problem}\n    ${JSON.stringify(request).slice(0, 400)}\n    ${text.slice(0, 300)}`;
}

function problemOf(route: RouteInfo, answer: Response, text: string): string | undefined {
  if (answer.status >= 500) return `answered ${answer.status}`;
  if (answer.status < 400) return undefined;
  if (INSIDE.test(text)) return 'shows its inside';
  return wrongShape(route.path, answer, text);
}

/** OpenAI's errors under /v1, problem details under /api, whatever went wrong. */
function wrongShape(path: string, answer: Response, text: string): string | undefined {
  const type = answer.headers.get('content-type') ?? '';
  try {
    const body = JSON.parse(text);
    if (path.startsWith('/v1')) {
      const { message, type: kind, code, param } = body.error;
      const right = [message, kind, code].every((one) => typeof one === 'string') && param !== undefined;
      return right && type === 'application/json' ? undefined : "is not an error of OpenAI's shape";
    }
    const { type: link, title, status, detail, code, remedy } = body;
    const right = [link, title, detail, code, remedy].every((one) => typeof one === 'string');
    return right && status === answer.status && type === 'application/problem+json'
      ? undefined
      : 'is not problem details';
  } catch {
    return 'is no JSON';
  }
}

describe('every route', () => {
  it('answers whatever it is sent with a status below 500, in the right shape and in time', async () => {
    const random = randomFrom(SEED);
    const place = { world, shelf: world.open };
    const wrong: string[] = [];
    let asked = 0;
    const inputs = await settleInputs(server, routes, place);
    for (const route of routes) {
      const base = inputs.get(route.route) ?? {};
      const empty = !route.body && !route.takesFiles && route.parameters.length === 0;
      const cases = Array.from({ length: empty ? WITHOUT_INPUT : PER_ROUTE }, () =>
        fuzzed(route, base, random),
      );
      for (let i = 0; i < cases.length; i += AT_ONCE) {
        const found = await Promise.all(
          cases.slice(i, i + AT_ONCE).map((request) => tryOne(route, request, world.keys.owner)),
        );
        wrong.push(...found.flatMap((one) => one ?? []));
      }
      asked += cases.length;
    }
    expect(wrong, `seed ${SEED}, ${asked} requests`).toEqual([]);
    expect(asked).toBeGreaterThan(4_000);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await server.call('GET', '/api/me')).status).toBe(200);
  }, 600_000);

  it('answers 404 in the right shape where there is nothing, and never with a page of a framework', async () => {
    const paths = [
      '/api',
      '/api/',
      '/api/nothing',
      '/api/members/x/y',
      '/api/%',
      '/api/%E0%A4%A',
      '/api//me',
    ];
    for (const path of [...paths, ...paths.map((one) => one.replace('/api', '/v1'))]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await server.call(method, path, { headers: { 'content-type': 'application/json' } });
        const text = await answer.text();
        if (method === 'GET' && !/^\/(api|v1)\//.test(path)) continue;
        expect([method, path, answer.status]).toEqual([method, path, 404]);
        expect([method, path, wrongShape(path, answer, text)]).toEqual([method, path, undefined]);
      }
    }
  });
});

describe('a search', () => {
  it('is answered while the index is rebuilt under it', async () => {
    let over = false;
    const statuses: number[] = [];
    const searching = Array.from({ length: 3 }, async () => {
      while (!over) {
        const answer = await server.call('POST', '/api/search', { body: { query: 'returning goods' } });
        statuses.push(answer.status);
        await answer.text();
      }
    });
    for (let n = 0; n < 6; n += 1) {
      await server.call('POST', '/api/reindex', { key: world.keys.owner });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    over = true;
    await Promise.all(searching);
    expect(statuses.length).toBeGreaterThan(10);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });
});
