import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { initialiseCluster, startEmbedded } from '../../src/kernel/database/testing.ts';
import { createLog } from '../../src/kernel/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection URL of a superuser of the tests' own PostgreSQL, without a database. */
    postgres: string;
  }
}

/** One real PostgreSQL for the whole run; each test file makes a database of its own in it. */
export default async function setup(project: TestProject) {
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-test-'));
  const postgres = await startEmbedded(dir, createLog({ LOG_LEVEL: 'error' }));
  const { port, password } = await initialiseCluster(dir);
  project.provide('postgres', `postgresql://sevenfold_admin:${password}@127.0.0.1:${port}`);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
