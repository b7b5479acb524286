import { type Benchmark, runAndPrint } from './harness/report.ts';

/** `npm run bench -- <name> [--json]`. Loaded one at a time: a benchmark's memory must not hold another's peers. */
const BENCHMARKS: Record<string, () => Promise<{ benchmark: Benchmark }>> = {
  retrieval: () => import('./retrieval/benchmark.ts'),
  latency: () => import('./latency/benchmark.ts'),
  grounded: () => import('./grounded/benchmark.ts'),
  embed: () => import('./embed/benchmark.ts'),
  ingest: () => import('./ingest/benchmark.ts'),
  evals: () => import('./evals/benchmark.ts'),
  guardrails: () => import('./guardrails/benchmark.ts'),
  idle: () => import('./idle/benchmark.ts'),
  gateway: () => import('./gateway/benchmark.ts'),
  cache: () => import('./cache/benchmark.ts'),
};

const [name = '', ...options] = process.argv.slice(2);
const load = BENCHMARKS[name];
if (!load || options.some((option) => option !== '--json')) {
  process.stderr.write(
    `Usage: npm run bench -- <name> [--json], where <name> is one of ${Object.keys(BENCHMARKS).join(', ')}.\n`,
  );
  process.exit(2);
}
const { benchmark } = await load();
await runAndPrint(name, benchmark, options.includes('--json'));
// The embedding thread and pools of peers may still be open; everything that matters has been printed.
process.exit(0);
