import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest } from '../harness/raw.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { asSuperuser } from './support/dump.ts';
import { nameOf, type Spot, textSpots, withAt } from './support/fields.ts';
import { type Input, pathOf } from './support/inputs.ts';
import { listedRoutes, type RouteInfo } from './support/routes.ts';
import { settleInputs } from './support/settle-inputs.ts';
import { makeWorld, type World } from './support/world.ts';

/**
 * Keeps us from text that is taken for code (LiteLLM CVE-2026-42208 and CVE-2026-42203: SQL in a key, a template that
 * computed): strings that mean something to a database, a template, a shell or a log, in every place that takes text.
 */
let server: TestServer;
let world: World;
let routes: RouteInfo[];
let inputs: Map<string, Input>;
beforeAll(async () => {
  server = await startServer();
  world = await makeWorld(server);
  routes = await listedRoutes(server);
  inputs = await settleInputs(server, routes, { world, shelf: world.open });
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

/** What a template engine would make of 7777*7777. */
const COMPUTED = '60481729';
const TEMPLATES = ['{{7777*7777}}', '$'.concat('{7777*7777}'), '<%= 7777*7777 %>', '#{7777*7777}'];
const STRINGS = [
  `'`,
  `"`,
  '\\',
  `'; drop table documents; --`,
  `' or '1'='1' --`,
  `') or pg_sleep(9) is null --`,
  `\\'; select pg_sleep(9); --`,
  '$$; delete from api_keys; $$',
  ...TEMPLATES,
  '{{constructor.constructor("return process.env")()}}',
  '$(id) `id` | id; id',
  '../../../../etc/passwd',
  '%27%3B%00',
  '%s%n%x',
  'a\r\nset-cookie: stolen=1',
  '\u202etxt.exe\u202c',
  '\u200b\ufeff\u2066',
  'ＤＲＯＰ＇；',
  '\ud83d',
  '__proto__',
  '*',
  'x'.repeat(10_000),
];

/** Traces are cleaned and taken (test/telemetry/ingest.test.ts): an exporter that is refused drops its whole batch. */
const CLEANED = 'POST /api/otlp/v1/traces';

/** Sends a route's valid request with a text in one place. */
async function sendWith(route: RouteInfo, base: Input, spot: Spot, text: string): Promise<Response> {
  const ids = spot.in === 'path' ? { ...base.ids, [spot.name]: text } : base.ids;
  const query = spot.in === 'query' ? `?${spot.name}=${encodeURIComponent(text.toWellFormed())}` : '';
  const path = pathOf(route.path, toWellFormed(ids)) + query;
  const body = spot.in === 'body' ? withAt(base.body, spot.keys, text) : base.body;
  return server.call(route.method, path, { key: world.keys.owner, body: base.form ?? body });
}

function toWellFormed(ids: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).map(([name, text]) => [name, text.toWellFormed()]));
}

/** Walks every place of every route with every text. Deletions and whatever ends sessions get ids that do not exist. */
async function walk(texts: readonly string[], judge: (what: string, answer: Response) => Promise<void>) {
  for (const route of routes) {
    const base = inputs.get(route.route) ?? {};
    const spots = textSpots(route);
    const tries = spots.flatMap((spot) => texts.map((text) => ({ spot, text })));
    for (let i = 0; i < tries.length; i += 16) {
      await Promise.all(
        tries.slice(i, i + 16).map(async ({ spot, text }) => {
          const what = `${route.route}, ${nameOf(spot)}, ${JSON.stringify(text.slice(0, 40))}`;
          await judge(what, await sendWith(route, base, spot, text));
        }),
      );
    }
  }
}

function countRows(): Promise<Record<string, number>> {
  return asSuperuser(server.platform.kernel.config.DATABASE_URL ?? '', async (client) => {
    const counts: Record<string, number> = {};
    for (const table of ['documents', 'api_keys', 'users', 'runs', 'collections', 'workspaces'])
      counts[table] = (await client.query(`select count(*)::int as n from ${table}`)).rows[0].n;
    return counts;
  });
}

describe('text that means something elsewhere', () => {
  it('is text in every parameter, id and field of every route: nothing fails, nothing is computed', async () => {
    const before = await countRows();
    const wrong: string[] = [];
    let asked = 0;
    await walk(STRINGS, async (what, answer) => {
      asked += 1;
      const text = await answer.text();
      if (answer.status >= 500) wrong.push(`${what}: ${answer.status} ${text.slice(0, 200)}`);
      if (text.includes(COMPUTED)) wrong.push(`${what}: was computed`);
      if (/syntax error at|Failed query|PostgreSQL|node_modules|\bat .*\.ts:\d/.test(text))
        wrong.push(`${what}: ${text}`);
      if (answer.headers.get('set-cookie')?.includes('stolen')) wrong.push(`${what}: set a header`);
    });
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(2_000);
    const after = await countRows();
    for (const [table, rows] of Object.entries(before))
      expect([table, (after[table] ?? 0) >= rows]).toEqual([table, true]);
  }, 240_000);

  it('never holds a NUL or half of a surrogate pair: no database stores them, no model reads them', async () => {
    const wrong: string[] = [];
    await walk(['\u0000', 'refunds\u0000 and returns', 'half \ud83d of one'], async (what, answer) => {
      const { status } = answer;
      await answer.arrayBuffer();
      if (what.startsWith(CLEANED) && status === 200) return;
      // In a path or query half of a pair cannot be sent at all.
      const sent = !what.includes('half') || what.includes('body');
      if (sent ? status !== 400 && status !== 415 : status >= 500) wrong.push(`${what}: ${status}`);
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  it('is text in every header that is read', async () => {
    const named = (text: string): Record<string, string>[] => [
      { authorization: `Bearer ${text}` },
      { authorization: text },
      { cookie: `sevenfold.session_token=${text}` },
      { cookie: text },
      { 'sevenfold-workspace': text, authorization: `Bearer ${ADMIN_KEY}` },
      { origin: text },
      { host: text },
      { 'content-type': text, authorization: `Bearer ${ADMIN_KEY}` },
      { 'user-agent': text, 'x-forwarded-for': text, 'accept-encoding': text, accept: text },
      { 'idempotency-key': text, 'openai-organization': text, authorization: `Bearer ${ADMIN_KEY}` },
    ];
    const sendable = STRINGS.filter((text) => /^[\x20-\x7e]{1,8000}$/.test(text));
    expect(sendable.length).toBeGreaterThan(12);
    for (const text of [...sendable, 'x'.repeat(8_000), 'caf\xe9 \xff']) {
      for (const headers of named(text)) {
        for (const [method, path, body] of [
          ['GET', '/api/me', undefined],
          ['POST', '/api/session', '{"email":"a@b.example","password":"x"}'],
          ['POST', '/api/apply', '{"kind":"assistant","slug":"h","name":"H"}'],
          ['GET', '/', undefined],
        ] as const) {
          const all = { host: 'localhost', 'content-type': 'application/json', ...headers };
          const answer = await rawRequest(server.url, { method, path, headers: all, body });
          const bad = answer.status >= 500 && !(path === '/' && answer.status === 503);
          expect([path, headers, bad ? answer : 'fine']).toEqual([path, headers, 'fine']);
        }
      }
    }
  }, 60_000);

  it('reaches a model as it was written, in instructions, question and history', async () => {
    const instructions = `Say ${TEMPLATES.join(' and ')}.`;
    const definition = { kind: 'assistant', slug: 'templates', name: '{{7777*7777}}', citations: 'off' };
    await server.call('POST', '/api/apply', {
      key: world.keys.owner,
      body: { ...definition, instructions, model: 'scripted/scripted-1' },
    });
    const answer = await server.call('POST', '/api/apps/templates/ask', {
      body: { version: 1, messages: [{ role: 'user', content: 'What is {{7777*7777}}?' }] },
    });
    expect(await answer.text()).not.toContain(COMPUTED);
    const prompt = world.upstream.lastPrompt();
    for (const literal of TEMPLATES) expect(prompt).toContain(literal);
    expect(prompt).not.toContain(COMPUTED);
  });
});
