import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChildServer, isHealthy, spawnServer } from '../../bench/harness/child-server.ts';
import { descendants, memoryOf, processesNaming } from '../../bench/harness/memory.ts';
import { freePort, isAlive, runningPostmaster } from '../../src/kernel/database/cluster.ts';
import { type Client, createClient } from './client.ts';

const KEY = 'sk-fault-test-key-0123456789';
const RECOVERY_MS = 90_000;

export type Victim = 'server' | 'PostgreSQL';

/** A server with its own PostgreSQL in a temporary directory, which may be killed and is started again. */
export interface World {
  dataDir: string;
  client: Client;
  /** True once no more work shall be begun. */
  isOver(): boolean;
  finish(): void;
  /** SIGKILL, nothing is closed. The server is started again at once, as a service manager does; PostgreSQL is its own business. */
  kill(victim: Victim): Promise<'starting' | 'serving'>;
  /** Waits until a request that needs the database is answered; milliseconds since the last kill. */
  recovered(): Promise<number>;
  /** What ended without being killed, and what a killed server left running. */
  mishaps(): Promise<string[]>;
  /** Stops everything. @param keep leaves the data directory behind, to look at. */
  close(keep?: boolean): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sevenfold-faults-'));
  const settings = {
    SEVENFOLD_ADMIN_KEY: KEY,
    SEVENFOLD_DEMO: 'off',
    LOG_LEVEL: 'warn',
    SHUTDOWN_SECONDS: '5',
  };
  const env = { ...settings, PORT: String(await freePort()) };
  const spawn = () => spawnServer(dataDir, env);
  const mishaps: string[] = [];
  const helpers: number[] = [];
  let server: ChildServer = await spawn();
  let killedAt = performance.now();
  let over = false;

  const isServing = async () => (await isHealthy(server.url)) && (await answers(server.url));
  return {
    dataDir,
    client: createClient(server.url, KEY),
    isOver: () => over,
    finish() {
      over = true;
    },
    async kill(victim) {
      const phase = (await isHealthy(server.url)) ? 'serving' : 'starting';
      const postgres = await postmasterOf(dataDir);
      killedAt = performance.now();
      if (victim === 'PostgreSQL') {
        process.kill(postgres, 'SIGKILL');
        return phase;
      }
      helpers.push(...helpersOf(server.pid));
      await server.kill();
      server = await spawn();
      return phase;
    },
    async recovered() {
      while (!(await isServing())) {
        if (server.hasEnded()) {
          // Losing the database while it starts may end a server with an error; once it serves nothing may.
          if (server.hasServed())
            mishaps.push(`the server ended by itself: ${server.output().slice(-4_000)}`);
          server = await spawn();
        }
        if (performance.now() - killedAt > RECOVERY_MS)
          throw new Error(`not serving after ${RECOVERY_MS / 1_000} s:\n${server.output().slice(-3_000)}`);
        await sleep(20);
      }
      return performance.now() - killedAt;
    },
    async mishaps() {
      for (let waited = 0; waited < 5_000 && helpers.some(isAlive); waited += 100) await sleep(100);
      const left = memoryOf(helpers.filter(isAlive)).map(({ command }) => `still running: ${command}`);
      return [...mishaps, ...left];
    },
    async close(keep = false) {
      await server.stop();
      for (const pid of processesNaming(dataDir)) process.kill(pid, 'SIGKILL');
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${KEY}` };
  try {
    return (await fetch(`${url}/api/collections`, { headers, signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** The running postmaster; a server that is just starting brings it up in a moment. */
async function postmasterOf(dataDir: string): Promise<number> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    const pid = runningPostmaster(dataDir);
    if (pid) return pid;
    await sleep(20);
  }
  throw new Error('no PostgreSQL came up in 30 s');
}

/** What a server started besides PostgreSQL, which outlives it on purpose: parsing processes. */
function helpersOf(pid: number): number[] {
  return memoryOf(descendants(pid).filter((one) => one !== pid))
    .filter(({ command }) => !command.includes('postgres'))
    .map((one) => one.pid);
}
