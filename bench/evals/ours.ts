import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EvalRun } from '../../src/evals/contract.ts';
import { spawnServer } from '../harness/child-server.ts';
import { watchMemory } from '../ingest/watch-memory.ts';
import { type Case, CONCURRENCY, type Measured } from './cases.ts';

const KEY = 'sk-bench-key-of-a-benchmark';

/** A real server: the durable path, every result a committed row in PostgreSQL. */
export async function measureOurs(
  upstream: string,
  cases: readonly Case[],
): Promise<Measured & { together: number }> {
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-bench-'));
  const server = await spawnServer(dir, {
    SEVENFOLD_ADMIN_KEY: KEY,
    SEVENFOLD_DEMO: 'off',
    LOG_LEVEL: 'error',
    PROVIDER_HOSTS: '127.0.0.1',
    OPENAI_BASE_URL: upstream,
    OPENAI_API_KEY: 'sk-upstream',
  });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    } as RequestInit);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  try {
    await server.serving();
    await call('POST', '/api/apply', { definitions: definitions(cases) });
    const watch = watchMemory(server.pid);
    const began = performance.now();
    let run = EvalRun.parse(await call('POST', '/api/evals/words/runs', {}));
    while (run.status === 'queued' || run.status === 'running') {
      await sleep(50);
      run = EvalRun.parse(await call('GET', `/api/eval-runs/${run.id}`));
    }
    const seconds = (performance.now() - began) / 1_000;
    const peaks = watch.stop();
    const share = run.verdict?.criteria[0]?.candidate.estimate ?? 0;
    return {
      seconds,
      passed: Math.round(share * cases.length),
      peak: peaks.server,
      together: peaks.together,
    };
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function definitions(cases: readonly Case[]) {
  return [
    { kind: 'assistant', slug: 'words', name: 'Words', model: 'openai/scripted-1', citations: 'off' },
    { kind: 'dataset', slug: 'words', name: 'Words', examples: cases },
    {
      kind: 'eval',
      slug: 'words',
      name: 'Words',
      app: 'words',
      dataset: 'words',
      graders: [{ name: 'right', type: 'exact' }],
      gate: { criteria: [{ grader: 'right', at_least: 0.5 }] },
      concurrency: CONCURRENCY,
    },
  ];
}
