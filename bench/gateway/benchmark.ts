import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { memoryOf } from '../harness/memory.ts';
import { atLeast, atMost, type Benchmark, type Findings, progress } from '../harness/report.ts';
import type { Load, Loaded } from './loops.ts';
import { litellm, portkey } from './peers.ts';
import { bareProxy, direct, ours, program, type System } from './systems.ts';

/**
 * Many short rounds: on a shared machine the speed changes within seconds by more than the systems differ, so each is
 * compared with what the others did in the same few seconds.
 */
const ROUNDS = 5;
const SECONDS = 2;
const CONNECTIONS = 32;
const RATE = 500;
const run_ = promisify(execFile);
const LOADER = fileURLToPath(new URL('./load.ts', import.meta.url));

export const benchmark: Benchmark = {
  title: `A call of a model through a gateway: ${CONNECTIONS} connections, ${RATE} a second, streams; medians of ${ROUNDS} rounds in turn, compared round by round`,
  packages: ['undici', 'hono', '@hono/node-server'],
  run,
};

type Mode = 'closed' | 'open' | 'stream' | 'streams';
const MODES: Record<Mode, Pick<Load, 'stream' | 'connections' | 'rate' | 'seconds'>> = {
  closed: { stream: false, connections: CONNECTIONS, seconds: SECONDS },
  open: { stream: false, connections: 1, rate: RATE, seconds: SECONDS },
  stream: { stream: true, connections: 1, seconds: 1 },
  streams: { stream: true, connections: CONNECTIONS, seconds: SECONDS },
};

async function run(): Promise<Findings> {
  const mock = await program('./upstream.ts');
  const systems: System[] = [direct(mock.url, mock.child.pid ?? 0)];
  try {
    // Each is known at once: if a later one does not start, those before it are stopped.
    const started = (system: System): System => {
      systems.push(system);
      return system;
    };
    const bareOne = started(await bareProxy(mock.url));
    const portkeyOne = started(await portkey(mock.url));
    const ownOne = started(await ours(mock.url));
    started(await ours(mock.url, true));
    const python = await litellm(mock.url);
    if (typeof python !== 'string') started(python);
    const found = new Map(systems.map((system) => [system.name, new Map<Mode, Loaded[]>()]));
    const peaks = new Map<string, number>();
    for (const system of systems) await measure(system, 'closed', 2);
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const mode of ['closed', 'open', 'stream', 'streams'] as const) {
        for (const system of systems) {
          progress(`round ${round}, ${mode}: ${system.name}`);
          const all = found.get(system.name);
          all?.set(mode, [...(all.get(mode) ?? []), await measure(system, mode)]);
          peaks.set(system.name, memoryOf([system.pid])[0]?.peak ?? 0);
          await sleep(300);
        }
      }
    }
    const rows = systems.map(({ name }) => {
      const all = found.get(name);
      const of = (mode: Mode, field: keyof Loaded) => median((all?.get(mode) ?? []).map((one) => one[field]));
      return {
        system: name,
        'requests/s': of('closed', 'perSecond'),
        [`p50 at ${RATE}/s, ms`]: of('open', 'p50'),
        [`p99 at ${RATE}/s, ms`]: of('open', 'p99'),
        'first token, ms': of('stream', 'p50'),
        'streams/s': of('streams', 'perSecond'),
        'peak, MiB': peaks.get(name) ?? 0,
        failed: (['closed', 'open', 'stream', 'streams'] as const).reduce(
          (sum, mode) => sum + (all?.get(mode) ?? []).reduce((n, one) => n + one.failed, 0),
          0,
        ),
      };
    });
    const rowOf = ({ name }: System) => rows.find(({ system }) => system === name);
    const own = rowOf(ownOne);
    if (!own) throw new Error('a system was not measured');
    /** The median of what a comparison gives in each round. */
    const beside = (
      other: System,
      mode: Mode,
      field: keyof Loaded,
      compare: (ours: number, theirs: number) => number,
    ) => {
      const theirs = found.get(other.name)?.get(mode) ?? [];
      const ours = found.get(ownOne.name)?.get(mode) ?? [];
      return median(ours.map((one, i) => compare(one[field], theirs[i]?.[field] ?? Number.NaN)));
    };
    const ratio = (a: number, b: number) => a / b;
    const above = (a: number, b: number) => a - b;
    return {
      tables: [{ title: 'Side by side, in one run', rows }],
      targets: [
        atLeast('requests/s, ours / bare proxy', beside(bareOne, 'closed', 'perSecond', ratio), 0.6),
        atLeast('requests/s, ours / Portkey', beside(portkeyOne, 'closed', 'perSecond', ratio), 3),
        atMost('p50 above the bare proxy', beside(bareOne, 'open', 'p50', above), 0.3, ' ms'),
        atMost('p99 above the bare proxy', beside(bareOne, 'open', 'p99', above), 3, ' ms'),
        atMost('first token above the bare proxy', beside(bareOne, 'stream', 'p50', above), 0.5, ' ms'),
        atLeast('streams/s', own['streams/s'], 2_400),
        atMost('peak of the serving process', own['peak, MiB'], 350, ' MiB'),
        atMost('failed requests', own.failed, 0),
      ],
      notes: [
        'Everything runs on this one machine: load generator, gateway, model server and, for ours, PostgreSQL share its cores.',
        ...(typeof python === 'string' ? [`LiteLLM was not measured: ${python}.`] : []),
        'Ours checks the key, a limit on requests, tokens and concurrency and a budget, and writes every call down in PostgreSQL. LiteLLM has its master key, one worker and no database; Portkey knows no keys.',
      ],
    };
  } finally {
    for (const system of systems) await system.stop();
    mock.child.kill();
  }
}

async function measure(system: System, mode: Mode, seconds?: number): Promise<Loaded> {
  const { url, headers, model } = system;
  const load: Load = { url, headers, model, ...MODES[mode], ...(seconds ? { seconds } : {}) };
  const { stdout } = await run_(process.execPath, [LOADER, JSON.stringify(load)]);
  return JSON.parse(stdout);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
