import { type Machine, machine } from './machine.ts';
import type { Interval } from './statistics.ts';

type Cell = string | number | boolean | null | Interval;

/** One table; the keys of the first row are the headings. */
export interface Table {
  title: string;
  rows: Record<string, Cell>[];
}

/** Something the project promises, beside what was measured. */
export interface Target {
  what: string;
  wanted: string;
  measured: number;
  met: boolean;
}

/** What a benchmark found. Every number in it was measured in this run. */
export interface Findings {
  tables: Table[];
  targets: Target[];
  /** What a reader has to know to judge the figures. */
  notes: string[];
}

/** What a caller may choose; each benchmark has its own figure where nothing is said. */
export interface BenchmarkOptions {
  /** How many requests a long run sends. */
  requests?: number;
}

export interface Benchmark {
  title: string;
  /** Packages whose versions belong in the report. */
  packages: string[];
  run(options: BenchmarkOptions): Promise<Findings>;
}

/** Runs a benchmark and prints what it found: tables for people, one JSON object for programs. */
export async function runAndPrint(
  name: string,
  benchmark: Benchmark,
  { json, ...options }: BenchmarkOptions & { json: boolean },
): Promise<void> {
  const facts = machine(benchmark.packages);
  const began = performance.now();
  const found = await benchmark.run(options);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const text = json
    ? JSON.stringify({ name, machine: facts, seconds, ...found }, null, 2)
    : render(benchmark.title, facts, seconds, found);
  process.stdout.write(`${text}\n`);
}

/** Progress goes to stderr, so that stdout is the report alone. */
export function progress(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}

export function atLeast(what: string, measured: number, bound: number): Target {
  return { what, measured, wanted: `≥ ${bound}`, met: measured >= bound };
}

export function atMost(what: string, measured: number, bound: number, unit = ''): Target {
  return { what, measured, wanted: `≤ ${bound}${unit}`, met: measured <= bound };
}

function render(
  title: string,
  facts: Machine,
  seconds: number,
  { tables, targets, notes }: Findings,
): string {
  const packages = Object.entries(facts.packages).map(([name, version]) => `${name} ${version}`);
  const head = [
    title,
    `${facts.cores} cores (${facts.cpu}), ${facts.memoryGb} GiB, Node ${facts.node}, load before ${facts.loadBefore}, took ${seconds} s`,
    packages.join(', '),
  ];
  const judged = targets.map(({ what, wanted, measured, met }) => ({
    target: what,
    wanted,
    measured,
    '': met ? 'met' : 'MISSED',
  }));
  const all = judged.length > 0 ? [...tables, { title: 'Targets', rows: judged }] : tables;
  return [head.join('\n'), ...all.map(renderTable), ...notes.map((note) => `- ${note}`)].join('\n\n');
}

function renderTable({ title, rows }: Table): string {
  const keys = Object.keys(rows[0] ?? {});
  const lines = [keys, ...rows.map((row) => keys.map((key) => show(row[key] ?? null)))];
  const widths = keys.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const numeric = keys.map((key) => rows.every((row) => typeof row[key] !== 'string'));
  const draw = (line: string[]) =>
    line
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const [headings = [], ...body] = lines;
  return [title, draw(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(draw)].join(
    '\n',
  );
}

function show(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return `${number(cell.low)}–${number(cell.high)}`;
  if (typeof cell === 'number') return number(cell);
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell;
}

function number(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size >= 2) return value.toLocaleString('en-US');
  if (size < 2) return value.toFixed(3);
  if (size < 100) return value.toFixed(size < 10 ? 2 : 1);
  return Math.round(value).toLocaleString('en-US');
}
