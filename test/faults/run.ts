import { parseArgs } from 'node:util';
import { killTest, type Options, type Verdict } from './kill.ts';
import { table } from './table.ts';

/** Long enough for an upload to be read to its end, short enough for most kills to hit one. */
const LONGEST_MS = 5_000;

/** `npm run test:faults -- <name> [--seed N] [--rounds N] [--keep] [--json]`. Exit code 0 when everything held, 1 when not. */
const TESTS: Record<string, { rounds: number; name: Options['name'] }> = {
  kill: { rounds: 20, name: 'kill' },
  'kill-evals': { rounds: 20, name: 'kill-evals' },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    rounds: { type: 'string' },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const test = TESTS[name];
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const rounds = Number(values.rounds ?? test?.rounds);
if (!test || !Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1) {
  const names = Object.keys(TESTS).join(', ');
  process.stderr.write(
    `Usage: npm run test:faults -- <name> [--seed N] [--rounds N] [--keep] [--json], where <name> is one of ${names}.\n`,
  );
  process.exit(2);
}

process.stderr.write(`seed ${seed}\n`);
const say = (line: string) =>
  void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
const verdict = await killTest({ ...test, seed, rounds, longestMs: LONGEST_MS, keep: values.keep, say });
const broken = verdict.findings.filter((one) => one.violations.length > 0);
process.stdout.write(
  `${values.json ? JSON.stringify({ name, seed, passed: broken.length === 0, ...verdict }, null, 2) : report(verdict)}\n`,
);
process.exit(broken.length === 0 ? 0 : 1);

function report({ rounds: done, findings, seconds, dataDir }: Verdict): string {
  const rows = findings.map(({ claim, seen, violations }) => ({
    '': violations.length === 0 ? 'holds' : 'BROKEN',
    claim,
    seen,
  }));
  const details = broken.flatMap(({ claim, violations }) => [
    claim,
    ...violations.map((line) => `  ${line}`),
  ]);
  const verdictLine =
    broken.length === 0
      ? `PASS: ${done.length} kills, ${findings.length} claims hold, ${seconds} s, seed ${seed}`
      : `FAIL: ${broken.length} of ${findings.length} claims are broken, ${seconds} s; again with --seed ${seed}`;
  const kept = dataDir ? [`The data directory was kept: ${dataDir}`] : [];
  return [
    table(done.map((round) => ({ ...round }))),
    table(rows),
    ...(details.length > 0 ? [details.join('\n')] : []),
    verdictLine,
    ...kept,
  ].join('\n\n');
}
