import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { freePort } from '../../src/kernel/database/cluster.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const START_MS = 180_000;
const STOP_MS = 30_000;

/** The real server as a process of its own. */
export interface ChildServer {
  url: string;
  pid: number;
  /** Waits for the first 200 of /healthz; returns the milliseconds since the process was started. */
  serving(): Promise<number>;
  hasEnded(): boolean;
  /** It has said that it is running. */
  hasServed(): boolean;
  /** What it wrote last to stdout and stderr. */
  output(): string;
  /** Asks it to end and waits; what does not end in time is killed. */
  stop(): Promise<void>;
  /** Ends it as a crash does: SIGKILL, nothing is closed. */
  kill(): Promise<void>;
}

/** The flags that `npm start` gives to Node: what is measured must run as what people run. */
const FLAGS = packageJson.scripts.start.split(' ').filter((word) => /^--[a-z]/.test(word));

/** Runs `node src/main.ts start` on a data directory, without waiting for it. */
export async function spawnServer(dataDir: string, env: Record<string, string>): Promise<ChildServer> {
  const port = env.PORT ?? String(await freePort());
  const began = performance.now();
  const inherited = { PATH: process.env.PATH, HOME: process.env.HOME };
  const child = spawn(process.execPath, [...FLAGS, MAIN, 'start'], {
    env: { ...inherited, ...env, PORT: port, SEVENFOLD_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      output = (output + data).slice(-20_000);
    });
  const url = `http://127.0.0.1:${port}`;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    url,
    pid: child.pid ?? 0,
    async serving() {
      while (!(await isHealthy(url))) {
        if (hasEnded()) throw new Error(`the server ended by itself:\n${output.slice(-2_000)}`);
        if (performance.now() - began > START_MS)
          throw new Error(`the server did not serve within ${START_MS / 1_000} s:\n${output.slice(-2_000)}`);
        await sleep(5);
      }
      return performance.now() - began;
    },
    hasEnded,
    hasServed: () => /^Sevenfold is running at /m.test(output),
    output: () => output,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

export async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(late);
}
