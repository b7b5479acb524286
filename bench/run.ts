import { type Benchmark, runAndPrint } from './harness/report.ts';

/** `npm run bench -- <name> [--json] [--requests N]`. Loaded one at a time: a benchmark's memory must not hold another's peers. */
const BENCHMARKS: Record<string, () => Promise<{ benchmark: Benchmark }>> = {
  retrieval: () => import('./retrieval/benchmark.ts'),
  latency: () => import('./latency/benchmark.ts'),
  grounded: () => import('./grounded/benchmark.ts'),
  embed: () => import('./embed/benchmark.ts'),
  ingest: () => import('./ingest/benchmark.ts'),
  evals: () => import('./evals/benchmark.ts'),
  guardrails: () => import('./guardrails/benchmark.ts'),
  idle: () => import('./idle/benchmark.ts'),
  catalogue: () => import('./catalogue/benchmark.ts'),
  'tuning-errors': () => import('./errors/benchmark.ts'),
  gateway: () => import('./gateway/benchmark.ts'),
  'gateway-soak': () => import('./gateway/soak.ts'),
  cache: () => import('./cache/benchmark.ts'),
  tuning: () => import('./tuning/benchmark.ts'),
  'tuning-tags': () => import('./tuning/tags.ts'),
  'tuning-intents': () => import('./tuning/intents.ts'),
  'tuning-tokens': () => import('./tuning/tokens.ts'),
  'tuning-projection': () => import('./tuning/projection.ts'),
};

const [name = '', ...rest] = process.argv.slice(2);
const load = BENCHMARKS[name];
const options = optionsOf(rest);
if (!load || !options) {
  process.stderr.write(
    `Usage: npm run bench -- <name> [--json] [--requests N], where <name> is one of ${Object.keys(BENCHMARKS).join(', ')}.\n`,
  );
  process.exit(2);
}
const { benchmark } = await load();
await runAndPrint(name, benchmark, options);
// The embedding thread and pools of peers may still be open; everything that matters has been printed.
process.exit(0);

/** Undefined when something is not an option. */
function optionsOf(words: string[]): { json: boolean; requests?: number } | undefined {
  const number = words.indexOf('--requests');
  const requests = number < 0 ? undefined : Number(words[number + 1]);
  const others = words.filter((_, i) => number < 0 || (i !== number && i !== number + 1));
  if (others.some((word) => word !== '--json')) return undefined;
  if (requests === undefined) return { json: others.length > 0 };
  return Number.isSafeInteger(requests) && requests > 0 ? { json: others.length > 0, requests } : undefined;
}
