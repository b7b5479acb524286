import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import {
  type ClusterFile,
  initialiseCluster,
  isAlive,
  readClusterFile,
  runningPostmaster,
  spawnPostmaster,
} from './cluster.ts';

/** The PostgreSQL that lives in the data directory. */
export interface EmbeddedPostgres {
  /** Connection URL of the unprivileged role that owns the database `sevenfold`. */
  url: string;
  /** Keeps it running from now on; call it once this process is the only server. */
  watch(): void;
  stop(): Promise<void>;
  /** It is another server's now: it goes on when this process ends. */
  leave(): void;
}

/** Longest time to wait for PostgreSQL to accept connections, recovery after a crash included. */
const READY_MS = 60_000;
const WATCH_MS = 500;

/**
 * Starts the embedded PostgreSQL, or takes over one that a killed server left running. Once watched, a postmaster
 * that dies is started again on the same port, so that the pools reconnect by themselves.
 */
export async function startEmbedded(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  const cluster = await initialiseCluster(dataDir);
  await ensureRunning(dataDir, cluster);
  await ensureDatabase(cluster);
  let stopping = false;
  let watching = Promise.resolve();
  const watch = async () => {
    while (!stopping) {
      await sleep(WATCH_MS);
      if (stopping || runningPostmaster(dataDir)) continue;
      log.error('the embedded PostgreSQL is gone; starting it again');
      await ensureRunning(dataDir, cluster).catch((error) =>
        log.error({ err: error }, 'PostgreSQL did not come back'),
      );
    }
  };
  // At a second Ctrl-C, say: nobody looks for a database that goes on without its server.
  const atExit = () => endPostmaster(dataDir);
  return {
    url: appUrl(cluster),
    watch() {
      watching = watch();
      process.once('exit', atExit);
    },
    async stop() {
      stopping = true;
      await watching;
      await stopPostmaster(dataDir);
      process.removeListener('exit', atExit);
    },
    leave() {
      process.removeListener('exit', atExit);
    },
  };
}

/** The URL of the embedded PostgreSQL of a server that is already running, for a worker beside it. */
export function embeddedUrl(dataDir: string): string | undefined {
  const cluster = readClusterFile(dataDir);
  return cluster && runningPostmaster(dataDir) ? appUrl(cluster) : undefined;
}

function appUrl(cluster: ClusterFile): string {
  return `postgresql://sevenfold:${cluster.password}@127.0.0.1:${cluster.port}/sevenfold`;
}

async function ensureRunning(dataDir: string, cluster: ClusterFile): Promise<void> {
  const deadline = Date.now() + READY_MS;
  let lastError: unknown;
  while (Date.now() < deadline) {
    // After kill -9 of the postmaster its backends hold the shared memory for a moment longer and the next
    // postmaster gives up; hence a new attempt until they are gone.
    if (!runningPostmaster(dataDir)) await spawnPostmaster(dataDir, cluster);
    lastError = await firstAnswer(dataDir, cluster, Math.min(deadline, Date.now() + 10_000));
    if (lastError === undefined) return;
  }
  throw new Error(
    `PostgreSQL did not start in ${READY_MS / 1000} s; see postgres.log in the data directory`,
    {
      cause: lastError,
    },
  );
}

async function firstAnswer(dataDir: string, cluster: ClusterFile, until: number): Promise<unknown> {
  let lastError: unknown = new Error('the postmaster ended');
  for (let attempt = 0; Date.now() < until; attempt += 1) {
    try {
      await asAdmin(cluster, 'postgres', async (client) => void (await client.query('select 1')));
      return undefined;
    } catch (error) {
      lastError = error;
    }
    if (attempt > 20 && !runningPostmaster(dataDir)) return lastError;
    await sleep(25);
  }
  return lastError;
}

async function asAdmin<T>(
  cluster: ClusterFile,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: cluster.port,
    user: 'sevenfold_admin',
    password: cluster.password,
    database,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The role we work as owns its database and nothing else: row-level security binds it, which it would not a superuser. */
async function ensureDatabase(cluster: ClusterFile): Promise<void> {
  await asAdmin(cluster, 'postgres', async (client) => {
    const role = await client.query(`select 1 from pg_roles where rolname = 'sevenfold'`);
    const password = client.escapeLiteral(cluster.password);
    if (role.rowCount === 0) await client.query(`create role sevenfold login password ${password}`);
    const database = await client.query(`select 1 from pg_database where datname = 'sevenfold'`);
    if (database.rowCount === 0) await client.query('create database sevenfold owner sevenfold');
  });
}

/** Fast shutdown (SIGINT): open transactions are rolled back, everything acknowledged is on disk. */
function endPostmaster(dataDir: string): number | undefined {
  const pid = runningPostmaster(dataDir);
  if (pid) process.kill(pid, 'SIGINT');
  return pid;
}

async function stopPostmaster(dataDir: string): Promise<void> {
  const pid = endPostmaster(dataDir);
  if (!pid) return;
  for (let waited = 0; waited < 20_000 && isAlive(pid); waited += 20) await sleep(20);
}
