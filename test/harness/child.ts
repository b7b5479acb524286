import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/kernel/database/cluster.ts';
import { ADMIN_KEY, createDatabase } from './server.ts';

/** A server as people run it: a process of its own, with what it wrote to its terminal. */
export interface ChildServer {
  url: string;
  pid: number;
  dataDir: string;
  databaseUrl: string;
  /** Everything on stdout and stderr so far. */
  output(): string;
  /** The exit code or signal; undefined while it runs. */
  exit(): number | string | undefined;
  /** Stops it and waits; the data directory stays until `remove`. */
  stop(): Promise<void>;
  remove(): void;
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Starts `sevenfold start` on a database of its own; `env` adds to or replaces its settings. */
export async function startChild(env: Record<string, string> = {}): Promise<ChildServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sevenfold-child-'));
  const databaseUrl = env.DATABASE_URL ?? (await createDatabase());
  const base = { SEVENFOLD_DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PORT: String(await freePort()) };
  const quiet = { SEVENFOLD_DEMO: 'off', SHUTDOWN_SECONDS: '2', LOG_LEVEL: 'error' };
  const settings = { ...base, ...quiet, SEVENFOLD_ADMIN_KEY: ADMIN_KEY, ...env };
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'start'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let exit: number | string | undefined;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      exit = code ?? signal ?? 'unknown';
      resolve();
    });
  });
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    output += data;
  });
  const url = `http://localhost:${settings.PORT}`;
  for (let waited = 0; !/running at[\s\S]*(you changed them|install are in)/.test(output); waited += 50) {
    if (exit !== undefined) throw new Error(`the server ended at once:\n${output}`);
    if (waited > 45_000) throw new Error(`the server did not start in 45 s:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    databaseUrl,
    output: () => output,
    exit: () => exit,
    async stop() {
      end(child);
      await gone;
    },
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

function end(child: ChildProcess): void {
  if (child.exitCode === null) child.kill('SIGTERM');
}
