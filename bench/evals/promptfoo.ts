import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { descendants, memoryOf } from '../harness/memory.ts';
import { progress } from '../harness/report.ts';
import { type Case, CONCURRENCY, type Measured } from './cases.ts';

/** The peer's version; installed on first use into the benchmarks' cache, because it is larger than this project. */
export const PROMPTFOO = '0.123.1';
const HOME = fileURLToPath(new URL('../.cache/promptfoo', import.meta.url));
const PROGRAM = join(HOME, 'node_modules/promptfoo/dist/src/entrypoint.js');

/** promptfoo on the same cases and the same model server, results in its own database and a file. */
export async function measurePromptfoo(upstream: string, cases: readonly Case[]): Promise<Measured> {
  install();
  const dir = mkdtempSync(join(tmpdir(), 'promptfoo-'));
  const config = {
    prompts: ['{{question}}'],
    providers: [{ id: 'openai:chat:scripted-1', config: { apiBaseUrl: upstream, apiKey: 'sk-upstream' } }],
    tests: cases.map(({ question, answer }) => ({
      vars: { question },
      assert: [{ type: 'equals', value: answer }],
    })),
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(config));
  const output = join(dir, 'out.json');
  const began = performance.now();
  const options = ['--no-cache', '--no-progress-bar', '--no-table', '-j', String(CONCURRENCY), '-o', output];
  const child = spawn(process.execPath, [PROGRAM, 'eval', '-c', join(dir, 'config.json'), ...options], {
    cwd: dir,
    env: {
      PATH: process.env.PATH,
      HOME: dir,
      PROMPTFOO_CONFIG_DIR: dir,
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const watch = setInterval(() => {
    const processes = memoryOf(descendants(child.pid ?? 0));
    peak = Math.max(
      peak,
      processes.reduce((sum, one) => sum + one.pss, 0),
    );
  }, 50);
  await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1_000;
  const { results } = JSON.parse(readFileSync(output, 'utf8')) as {
    results: { stats: { successes: number } };
  };
  rmSync(dir, { recursive: true, force: true });
  return { seconds, passed: results.stats.successes, peak };
}

function install(): void {
  if (existsSync(PROGRAM)) return;
  progress(`installing promptfoo ${PROMPTFOO} into the cache`);
  mkdirSync(HOME, { recursive: true });
  const { status } = spawnSync(
    'npm',
    ['i', '--prefix', HOME, `promptfoo@${PROMPTFOO}`, '--no-audit', '--no-fund'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (status !== 0) throw new Error('promptfoo could not be installed; the lines above say why');
}
