import { afterAll, describe, expect, it } from 'vitest';
import { type Started, sevenfold, temporaryDataDir } from './harness/process.ts';

const KEY = 'sk-restart-test-key-0123456789';
const data = temporaryDataDir();
const env = {
  SEVENFOLD_DATA_DIR: data.dir,
  PORT: '0',
  SEVENFOLD_DEMO: 'off',
  SEVENFOLD_ADMIN_KEY: KEY,
  LOG_LEVEL: 'warn',
  // It leaves in the middle of the work, not after it.
  SHUTDOWN_SECONDS: '1',
};
const started: Started[] = [];
afterAll(async () => {
  // Where the test fails half-way, what it started must not go on for ever.
  for (const one of started) one.child.kill('SIGKILL');
  await Promise.all(started.map((one) => one.exit));
  await data.remove();
});

function start(): Started {
  const server = sevenfold(['start'], env);
  started.push(server);
  return server;
}

let url = '';
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const form = body instanceof FormData;
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${KEY}`, ...(form ? {} : { 'content-type': 'application/json' }) },
    body: form ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

const QUESTIONS = Array.from({ length: 60 }, (_, i) => `When does counter ${i} close?`);
const paper = (i: number) =>
  `# Paper ${i}\n\n${Array.from({ length: 12 }, (_, n) => `## Part ${n}\n\nPart ${n} of paper ${i} is about timber.`).join('\n\n')}\n`;

function filesOf(texts: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(texts)) form.append('file', new Blob([text]), name);
  return form;
}

interface Ingestion {
  id: string;
  status: string;
  ready: number;
  failed: number;
}
interface EvalRun {
  id: string;
  status: string;
  done: number;
  errors: number;
}

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  let seen = await look();
  await expect
    .poll(
      async () => {
        seen = await look();
        return holds(seen);
      },
      { timeout: 300_000, interval: 50 },
    )
    .toBe(true);
  return seen;
}

describe('a server that is asked to stop in the middle of its work', () => {
  it('leaves no failed document and no wrong answer behind: the next one goes on', async () => {
    const first = start();
    url = await first.url();
    const { id } = await call<{ id: string }>('POST', '/api/collections', { name: 'Counters', groupIds: [] });
    const facts = QUESTIONS.map((_, i) => `Counter ${i} closes at ${10 + (i % 9)}:${10 + i}.`).join('\n\n');
    const known = await call<Ingestion>(
      'POST',
      `/api/collections/${id}/files`,
      filesOf({ 'facts.md': facts }),
    );
    const ingestion = (of: string) => () => call<Ingestion>('GET', `/api/ingestions/${of}`);
    await until(ingestion(known.id), ({ status }) => status === 'done');

    const names = { slug: 'counters', name: 'Counters' };
    await call('POST', '/api/apply', { kind: 'assistant', ...names, knowledge: [id] });
    const examples = QUESTIONS.map((question) => ({ question, answer: 'It closes.' }));
    await call('POST', '/api/apply', { kind: 'dataset', ...names, examples });
    const graders = [{ name: 'said', type: 'contains', values: ['closes'] }];
    await call('POST', '/api/apply', {
      kind: 'eval',
      ...names,
      ...{ app: 'counters', dataset: 'counters', graders, concurrency: 2, repeats: 4 },
      gate: { criteria: [{ grader: 'said', at_least: 0.1 }] },
    });
    const papers = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`paper-${i}.md`, paper(i)]));
    const { id: reading } = await call<Ingestion>('POST', `/api/collections/${id}/files`, filesOf(papers));
    const { id: run } = await call<EvalRun>('POST', '/api/evals/counters/runs', {});
    await until(
      () => call<EvalRun>('GET', `/api/eval-runs/${run}`),
      ({ done }) => done > 4,
    );

    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    const second = start();
    url = await second.url();
    // Otherwise it was over before it could be disturbed.
    expect((await call<EvalRun>('GET', `/api/eval-runs/${run}`)).done).toBeLessThan(240);

    const read = await until(ingestion(reading), ({ status }) => status === 'done');
    expect(read).toMatchObject({ ready: 20, failed: 0 });
    const measured = await until(
      () => call<EvalRun>('GET', `/api/eval-runs/${run}`),
      ({ status }) => status === 'done',
    );
    expect(measured).toMatchObject({ done: 240, errors: 0 });
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
  }, 600_000);
});
