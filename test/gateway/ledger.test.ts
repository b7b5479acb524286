import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/gateway/testing.ts';
import { type ChildServer, startChild } from '../harness/child.ts';
import { ADMIN_KEY, startServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

/** What may be lost when the process is killed: the calls of the last second. */
const MAY_BE_LOST_MS = 1_000;
const CLIENTS = 12;
const LOAD_MS = 3_000;

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream('All is well.');
});
afterAll(() => upstream?.close());

/** Asks from many clients, each call by a name of its own, until told to stop; says which were answered, and when. */
async function load(url: string, stopped: () => boolean): Promise<Map<string, number>> {
  const answered = new Map<string, number>();
  let n = 0;
  const client = async () => {
    while (!stopped()) {
      n += 1;
      const model = `up/call-${n}`;
      const stream = n % 3 === 0;
      try {
        const answer = await fetch(`${url}/v1/chat/completions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
          body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'How are things?' }] }),
        });
        const text = await answer.text();
        const whole = answer.ok && (!stream || text.includes('[DONE]'));
        if (whole) answered.set(model, performance.now());
      } catch {
        // The server has gone: what was not answered need not be written down.
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return answered;
}

async function start(): Promise<ChildServer> {
  const server = await startChild({ PROVIDER_HOSTS: '127.0.0.1' });
  await fetch(`${server.url}/api/providers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: 'up', baseUrl: upstream.url }),
  });
  return server;
}

/** Which calls are in the ledger, and how often. */
async function written(databaseUrl: string): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`set sevenfold.workspace = '*'`);
    const { rows } = await client.query<{ model: string; n: number }>(
      'select model, count(*)::int as n from model_calls group by model',
    );
    return new Map(rows.map(({ model, n }) => [model, n]));
  } finally {
    await client.end();
  }
}

describe('the ledger of calls', () => {
  it('loses nothing on kill -9 that was answered more than a second before', async () => {
    const server = await start();
    let killed = 0;
    const loading = load(server.url, () => killed > 0);
    await sleep(LOAD_MS);
    killed = performance.now();
    process.kill(server.pid, 'SIGKILL');
    const answered = await loading;
    await expect.poll(() => server.exit()).toBe('SIGKILL');
    const rows = await written(server.databaseUrl);
    const due = [...answered].filter(([, at]) => at < killed - MAY_BE_LOST_MS).map(([model]) => model);
    expect(due.length).toBeGreaterThan(100);
    expect(due.filter((model) => !rows.has(model))).toEqual([]);
    expect([...rows].filter(([, n]) => n > 1)).toEqual([]);
    server.remove();
  }, 60_000);

  it('loses nothing at all on SIGTERM under load, and counts nothing twice', async () => {
    const server = await start();
    let stopping = false;
    const loading = load(server.url, () => stopping);
    await sleep(LOAD_MS);
    const stop = server.stop();
    const answered = await Promise.race([loading, stop.then(() => loading)]);
    stopping = true;
    await stop;
    const rows = await written(server.databaseUrl);
    expect(answered.size).toBeGreaterThan(100);
    expect([...answered.keys()].filter((model) => !rows.has(model))).toEqual([]);
    expect([...rows].filter(([, n]) => n > 1)).toEqual([]);
    server.remove();
  }, 60_000);

  it('goes on after a commit that nobody heard of, and counts nothing twice', async () => {
    const server = await startServer();
    const { db, log } = server.platform.kernel;
    let unheard = 1;
    const lossy: typeof db = {
      ...db,
      async system(work) {
        const result = await db.system(work);
        unheard -= 1;
        if (unheard === 0) throw new Error('the connection broke after the commit');
        return result;
      },
    };
    const ledger = openLedger(lossy, log);
    const call = (model: string) => {
      const facts = {
        ...{ workspaceId: server.workspaceId, actorId: 'key_1', memberId: undefined, groups: [] },
        ...{ app: undefined, version: undefined, run: undefined, route: undefined, trace: undefined },
        ...{ prices: { of: () => undefined }, providers: [], path: '/chat/completions', promptTokens: 1 },
        ...{ stream: false, dataClass: 'internal' as const, model },
      };
      const meter = ledger.open(facts, { settle() {}, more() {} });
      const by = meter.attempt('up', model);
      by.used({ prompt: 1, cached: 0, completion: 1 });
      meter.served(by);
      by.end();
    };
    call('before');
    await ledger.flush();
    call('after');
    await ledger.flush();
    const { data } = await server.json<{ data: { model: string }[] }>('GET', '/api/model-calls');
    expect(data.map(({ model }) => model)).toEqual(['after', 'before']);
    await ledger.close();
    await server.stop();
  });
});
