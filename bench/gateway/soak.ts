import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { memoryOf } from '../harness/memory.ts';
import { atMost, type Benchmark, type BenchmarkOptions, type Findings, progress } from '../harness/report.ts';
import type { Load, Loaded } from './loops.ts';
import { ours, program } from './systems.ts';

export const benchmark: Benchmark = {
  title: 'Memory of the serving process over a long run of calls, counting on',
  packages: ['undici'],
  run,
};

const REQUESTS = 1_000_000;
const STEPS = 20;
const CONNECTIONS = 32;
/** The heap finds its size in the first tenth; from there on it has to be flat. */
const WARM = 2;
const LOADER = fileURLToPath(new URL('./load.ts', import.meta.url));
const run_ = promisify(execFile);

/** Every twentieth part is streamed, and after each part the memory is read while the server rests. */
async function run({ requests = REQUESTS }: BenchmarkOptions): Promise<Findings> {
  const mock = await program('./upstream.ts');
  const own = await ours(mock.url);
  try {
    const rows: {
      requests: number;
      'requests/s': number;
      'RSS, MiB': number;
      'peak, MiB': number;
      failed: number;
    }[] = [];
    const each = Math.ceil(requests / STEPS);
    for (let step = 1; step <= STEPS; step += 1) {
      const stream = step % STEPS === WARM + 1;
      const { url, headers, model } = own;
      const load: Load = {
        url,
        headers,
        model,
        stream,
        connections: CONNECTIONS,
        seconds: 3_600,
        requests: each,
      };
      const { stdout } = await run_(process.execPath, [LOADER, JSON.stringify(load)]);
      const { perSecond, failed }: Loaded = JSON.parse(stdout);
      await sleep(1_000);
      const memory = memoryOf([own.pid])[0];
      rows.push({
        ...{ requests: step * each, 'requests/s': perSecond, failed },
        ...{ 'RSS, MiB': memory?.rss ?? 0, 'peak, MiB': memory?.peak ?? 0 },
      });
      progress(`${step * each} requests, ${Math.round(memory?.rss ?? 0)} MiB`);
    }
    const settled = rows.slice(WARM).map((row) => row['RSS, MiB']);
    const half = Math.floor(settled.length / 2);
    const growth = mean(settled.slice(half)) - mean(settled.slice(0, half));
    return {
      tables: [{ title: `${requests.toLocaleString('en-US')} requests, ${CONNECTIONS} connections`, rows }],
      targets: [
        atMost('growth from the first half to the second', growth, 10, ' MiB'),
        atMost('peak of the serving process', rows.at(-1)?.['peak, MiB'] ?? Number.NaN, 350, ' MiB'),
        atMost(
          'failed requests',
          rows.reduce((sum, { failed }) => sum + failed, 0),
          0,
        ),
      ],
      notes: [
        `The first ${WARM} of ${STEPS} parts are not counted towards growth: the heap finds its size in them.`,
      ],
    };
  } finally {
    await own.stop();
    mock.child.kill();
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
