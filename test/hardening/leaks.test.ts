import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChildServer, startChild } from '../harness/child.ts';
import { addPerson } from '../harness/people.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';
import { type Listener, listenTo } from './support/client.ts';
import { asSuperuser, dumpTables } from './support/dump.ts';

/**
 * Keeps us from keys and content in places where nobody expects them (LiteLLM CVE-2024-9606, Langflow CVE-2026-6597:
 * keys in logs). Canaries go through success, refusal, failure and stream of a server that logs all it can; then its
 * logs, its database, its files, its answers and its child processes are searched.
 */
const canary = (name: string) => `sk-canary-${name}-${randomBytes(12).toString('hex')}`;
const SECRETS = {
  adminKey: canary('admin'),
  environmentKey: canary('environment'),
  providerKey: canary('provider'),
  wrongKey: canary('wrong'),
  password: canary('password'),
};
const CONTENT = {
  question: `Is ${canary('question')} in the handbook?`,
  document: canary('document'),
  answer: canary('answer'),
  instructions: canary('instructions'),
  correction: canary('correction'),
  body: canary('body'),
};

let upstream: Upstream;
let child: ChildServer;
let client: Listener;
/** Secrets that the server made. */
const issued: Record<string, string> = {};
let parserEnvironment = '';
beforeAll(async () => {
  upstream = await startUpstream();
  child = await startChild({
    ...{ DATABASE_URL: '', LOG_LEVEL: 'debug', SEVENFOLD_ADMIN_KEY: SECRETS.adminKey },
    ...{ OPENAI_API_KEY: SECRETS.environmentKey, OPENAI_BASE_URL: upstream.url },
  });
  client = listenTo(child.url, SECRETS.adminKey);
  await goThroughAll();
}, 120_000);
afterAll(async () => {
  await child.stop();
  child.remove();
  await upstream.close();
});

const post = (path: string, body?: unknown, key?: string) => client.call('POST', path, { key, body });

async function goThroughAll(): Promise<void> {
  await people();
  const ask = await assistant();
  upstream.say(`${CONTENT.answer} [1].`);
  await ask();
  await post('/v1/chat/completions', { model: 'app/secretive@1', stream: true, messages: turn() });
  const runId = await newestRun();
  await client.call('GET', `/api/runs/${runId}`);
  await client.call('PUT', `/api/runs/${runId}/feedback`, {
    body: { thumb: 'down', correction: CONTENT.correction },
  });
  await refusals();
  await upstreamFailures(ask);
  await brokenDatabase(ask);
  await cutStream();
}

const turn = () => [{ role: 'user', content: CONTENT.question }];

async function people(): Promise<void> {
  const { key } = await client.json<{ key: string }>('POST', '/api/keys', {
    body: { name: 'Till', role: 'admin' },
  });
  const invited = await client.json<{ token: string }>('POST', '/api/invitations', {
    body: { email: 'nadia@oakhaven.example', role: 'member' },
  });
  const person = await addPerson(client, SECRETS.adminKey, { role: 'builder' });
  await client.call('PUT', '/api/me/password', {
    key: '',
    headers: { cookie: person.cookie },
    body: { current: person.password, next: SECRETS.password },
  });
  const session = person.cookie.split('=').slice(1).join('=');
  Object.assign(issued, { key, invitation: invited.token, firstPassword: person.password, session });
}

async function assistant(): Promise<() => Promise<Response>> {
  await post('/api/providers', { slug: 'second', baseUrl: upstream.url, apiKey: SECRETS.providerKey });
  const { id } = await client.json<{ id: string }>('POST', '/api/collections', {
    body: { name: 'Handbook' },
  });
  const form = new FormData();
  form.append(
    'file',
    new Blob([`# Handbook\n\nThe handbook says ${CONTENT.document} is in aisle 4.`]),
    'handbook.md',
  );
  await client.call('POST', `/api/collections/${id}/files`, { body: form });
  for (let waited = 0; !parserEnvironment && waited < 5_000; waited += 20) {
    parserEnvironment = environmentOfParser();
    await sleep(20);
  }
  for (let ready = 0; ready === 0; await sleep(50))
    ready = (await client.json<{ passages: number }>('GET', `/api/collections/${id}`)).passages;
  const definition = { kind: 'assistant', slug: 'secretive', name: 'Secretive', knowledge: ['handbook'] };
  await post('/api/apply', { ...definition, model: 'second/scripted-1', instructions: CONTENT.instructions });
  return () => post('/api/apps/secretive/ask', { version: 1, messages: turn() });
}

async function newestRun(): Promise<string> {
  const { data } = await client.json<{ data: { id: string }[] }>('GET', '/api/runs');
  return data[0]?.id ?? '';
}

async function refusals(): Promise<void> {
  await client.call('GET', '/api/me', { key: SECRETS.wrongKey });
  await post('/api/session', { email: 'nobody@oakhaven.example', password: SECRETS.password }, '');
  await post('/api/apply', `{"broken": "${CONTENT.body}`);
  await post('/api/apply', { kind: 'assistant', slug: SECRETS.wrongKey.toUpperCase(), name: 'X' });
  await post('/v1/chat/completions', { model: `none/${CONTENT.body}`, messages: turn() });
  await post('/api/providers', { slug: 'second', baseUrl: upstream.url, apiKey: SECRETS.providerKey });
  await post(
    '/api/invitations/accept',
    { token: SECRETS.wrongKey, name: 'X', password: SECRETS.password },
    '',
  );
  await client.call('GET', `/api/runs/${CONTENT.body}`);
}

/** Servers that repeat what they were sent, as some do in their errors. */
async function upstreamFailures(ask: () => Promise<Response>): Promise<void> {
  for (const status of [400, 401, 404, 429, 500, 503]) {
    upstream.reply = (request) => ({ status, body: { error: { message: JSON.stringify(request.headers) } } });
    await ask();
    await post('/v1/chat/completions', { model: 'openai/scripted-1', messages: turn() });
    const { data } = await client.json<{ data: { id: string }[] }>('GET', '/api/providers');
    for (const { id } of data) await post(`/api/providers/${id}/test`);
  }
  upstream.say(`${CONTENT.answer} [1].`);
}

/** The database refuses a statement that holds the question. */
async function brokenDatabase(ask: () => Promise<Response>): Promise<void> {
  const { database, admin } = addresses();
  const run = (sql: string) => asSuperuser(database, (pg) => pg.query(sql), admin);
  await run('alter table runs rename to runs_elsewhere');
  expect((await ask()).status).toBe(500);
  await run('alter table runs_elsewhere rename to runs');
  await run('alter table runs add constraint never check (question is null) not valid');
  expect((await ask()).status).toBe(500);
  await run('alter table runs drop constraint never');
}

async function cutStream(): Promise<void> {
  upstream.reply = () => ({ stall: CONTENT.answer });
  const leaving = new AbortController();
  const answer = await fetch(`${child.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRETS.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'openai/scripted-1', stream: true, messages: turn() }),
    signal: leaving.signal,
  });
  await answer.body?.getReader().read();
  leaving.abort();
  await sleep(300);
}

function addresses() {
  const { port, password } = JSON.parse(readFileSync(join(child.dataDir, 'postgres.json'), 'utf8'));
  const admin = `postgresql://sevenfold_admin:${password}@127.0.0.1:${port}`;
  return { admin, database: `${admin}/sevenfold` };
}

/** Which of these stand in a text. */
function found(text: string, values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value && text.includes(value) ? [name] : []));
}
const everything = () => ({ ...SECRETS, ...issued, ...CONTENT });

describe('secrets and content', () => {
  it('went through the server: what follows looks for something', () => {
    const said = client.heard.join('\n');
    expect(found(said, CONTENT)).toEqual(expect.arrayContaining(['question', 'answer']));
    expect(Object.values(issued).every((secret) => secret.length > 10)).toBe(true);
    expect(
      upstream.requests.some(({ headers }) => headers.authorization?.includes(SECRETS.providerKey)),
    ).toBe(true);
    expect(child.output()).toContain('request.internal');
    expect(child.output()).toContain('"level":20');
  });

  it('are not in the logs, at the most talkative level, nor in those of the database', () => {
    expect(found(child.output(), everything())).toEqual([]);
    const log = readFileSync(join(child.dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('database system is ready');
    expect(found(log, everything())).toEqual([]);
  });

  it('are not in the answers to others: a key is shown once, to who made it, and a failure shows no inside', () => {
    for (const said of client.heard) {
      const leaked = found(said, {
        ...SECRETS,
        firstPassword: issued.firstPassword ?? '',
        session: issued.session ?? '',
      });
      expect([said.slice(0, 80), leaked]).toEqual([said.slice(0, 80), []]);
      if (!said.startsWith('POST /api/keys')) expect(said).not.toContain(issued.key);
      if (!said.startsWith('POST /api/invitations ')) expect(said).not.toContain(issued.invitation);
      expect(said).not.toMatch(
        /runs_elsewhere|relation "|violates check|Failed query|insert into|\bat .*\.ts:\d/i,
      );
    }
    const failures = client.heard.filter((said) => / 500 /.test(said.slice(0, 60)));
    expect(failures.length).toBeGreaterThanOrEqual(2);
    for (const said of failures) expect(said).toMatch(/inc_[0-9a-f]{12}/);
  });

  it('are not in the database: keys and tokens as hashes, keys of providers sealed', async () => {
    const { admin, database } = addresses();
    const dump = await dumpTables(database, admin);
    for (const [table, rows] of dump)
      expect([table, found(rows, { ...SECRETS, ...issued })]).toEqual([table, []]);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(dump.get('public.api_keys')).toContain(sha256(SECRETS.adminKey));
    expect(dump.get('public.api_keys')).toContain(sha256(issued.key ?? ''));
    expect(dump.get('public.providers')?.match(/\bv1\.[\w-]{40,}/g)).toHaveLength(2);
    // The content is there, where it belongs: the search would have found a secret.
    expect(found([...dump.values()].join('\n'), CONTENT)).toEqual(
      expect.arrayContaining(['question', 'document', 'answer', 'instructions', 'correction']),
    );
  });

  it('are not in the audit log, which says who did what and not with which words', async () => {
    const log = await (await client.call('GET', '/api/audit/export')).text();
    expect(log).toContain('provider.add');
    expect(found(log, everything())).toEqual([]);
  });

  it('are not in the files of the server', () => {
    const files = readdirSync(child.dataDir, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('postgres/'))
      .map((name) => join(child.dataDir, name))
      .filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const path of files)
      expect([path, found(readFileSync(path, 'latin1'), { ...SECRETS, ...issued })]).toEqual([path, []]);
  });

  it('are not in the environment of the process that reads documents', () => {
    expect(parserEnvironment).not.toBe('');
    expect(found(parserEnvironment, everything())).toEqual([]);
    expect(parserEnvironment).not.toMatch(/KEY|DATABASE|SEVENFOLD/);
  });
});

/** What /proc says of the parsing process: its command line and its environment. */
function environmentOfParser(): string {
  const processes = existing('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  // Elsewhere there is nothing to look at.
  if (processes.length === 0) return 'unknown';
  const mine = processes.filter(
    (pid) =>
      read(`/proc/${pid}/stat`).includes(`) S ${child.pid} `) ||
      read(`/proc/${pid}/stat`).includes(`) R ${child.pid} `),
  );
  const parser = mine.find((pid) => read(`/proc/${pid}/cmdline`).includes('parsing/host.ts'));
  return parser ? `pid ${parser}\n${read(`/proc/${parser}/environ`)}` : '';
}

function existing(path: string): boolean {
  try {
    return readdirSync(path).length > 0;
  } catch {
    return false;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
