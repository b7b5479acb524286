import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** `sevenfold …` as a process of its own, as somebody would start it. */
export interface Started {
  child: ChildProcess;
  output(): string;
  /** The address it printed; waits for it. */
  url(): Promise<string>;
  exit: Promise<number | null>;
}

export function sevenfold(args: string[], env: Record<string, string>): Started {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  let text = '';
  child.stdout?.on('data', (data) => {
    text += data;
  });
  child.stderr?.on('data', (data) => {
    text += data;
  });
  const exit = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return {
    child,
    exit,
    output: () => text,
    async url() {
      // A second on a machine that is free; beside other tests it takes what it takes.
      for (let waited = 0; waited < 120_000; waited += 50) {
        const found = /running at (http\S+)/.exec(text)?.[1];
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`it ended: ${text}`);
        await sleep(50);
      }
      throw new Error(`it did not start: ${text}`);
    },
  };
}

/** A data directory that is gone afterwards, with the embedded PostgreSQL that may still run in it. */
export function temporaryDataDir(): { dir: string; remove(): Promise<void> } {
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-data-'));
  return {
    dir,
    async remove() {
      const pid = postmaster(dir);
      if (pid) {
        process.kill(pid, 'SIGINT');
        for (let waited = 0; waited < 5_000 && postmaster(dir); waited += 50) await sleep(50);
      }
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The process id of the PostgreSQL of a data directory, if it has one. */
export function postmaster(dir: string): number | undefined {
  const file = join(dir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}
