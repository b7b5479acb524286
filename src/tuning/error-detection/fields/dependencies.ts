import { type Random, shuffled } from '../../trainers/numeric/random.ts';
import type { Column } from './table.ts';

/** "The postcode decides the town": what one column, or two together, say about another. */
export interface Dependency {
  from: readonly Column[];
  to: Column;
  /** Share of rows that agree with the most frequent answer of their group, beyond the first of each group. */
  confidence: number;
  /** The same, with chance taken out: 1 decides fully, 0 says nothing. */
  gain: number;
  /** The group of each row; -1 where nothing decides. */
  groupOf: Int32Array;
  groups: number;
}

const LEAST_ROWS = 10;
const LEAST_GROUPS = 3;
/** Chance taken out, so much of what is uncertain must be decided. */
const GAIN = 0.6;
const GAIN_OF_TWO = 0.85;
/** More rows add nothing to whether two columns decide a third. */
const SAMPLE = 20_000;

interface Grouping {
  from: readonly Column[];
  groupOf: Int32Array;
  groups: number;
}

/** Learns which columns decide which. Chance is measured by shuffling the decided column. */
export function learnDependencies(columns: readonly Column[], random: Random): Dependency[] {
  const shuffles = columns.map((column) => shuffledPresent(column, random));
  const found: Dependency[] = [];
  const best = new Map<Column, number>();
  const judge = (grouping: Grouping, to: Column, least: number, rows: number) => {
    const shuffle = shuffles[to.index];
    if (!shuffle) return;
    const real = agreement(grouping, to, to.ids, rows);
    if (real.support < Math.max(LEAST_ROWS, 0.01 * rows) || real.groups < LEAST_GROUPS) return;
    const chance = agreement(grouping, to, shuffle, rows).share;
    const gain = chance >= 1 ? 0 : (real.share - chance) / (1 - chance);
    if (gain < least) return;
    found.push({ ...grouping, to, confidence: real.share, gain });
    best.set(to, Math.max(best.get(to) ?? 0, gain));
  };
  const usable = columns.filter((column) => decides(column));
  for (const from of usable) {
    const grouping = groupingOf(from);
    for (const to of columns) if (to !== from) judge(grouping, to, GAIN, from.ids.length);
  }
  const undecided = columns.filter(
    (column) => (best.get(column) ?? 0) < GAIN_OF_TWO && column.values.length > 1,
  );
  const few = usable.filter((column) => column.values.length <= column.ids.length / 6);
  for (const [i, a] of few.entries())
    for (const b of few.slice(i + 1)) {
      const open = undecided.filter((to) => to !== a && to !== b);
      if (open.length === 0) continue;
      const rows = Math.min(SAMPLE, a.ids.length);
      const grouping = groupingOfTwo(a, b, rows);
      for (const to of open) judge(grouping, to, Math.max(GAIN_OF_TWO, (best.get(to) ?? 0) + 0.1), rows);
    }
  return found.map((one) =>
    one.from[1] ? { ...one, ...groupingOfTwo(one.from[0] as Column, one.from[1], one.to.ids.length) } : one,
  );
}

/** A column of one value, or of values that hardly repeat, decides nothing that could be checked. */
function decides(column: Column): boolean {
  const kept = column.values.length - column.absent.reduce((sum, flag) => sum + flag, 0);
  return kept >= LEAST_GROUPS && kept < 0.9 * column.present;
}

function groupingOf(from: Column): Grouping {
  const groupOf = Int32Array.from(from.ids, (id) => (from.absent[id] ? -1 : id));
  return { from: [from], groupOf, groups: from.values.length };
}

function groupingOfTwo(a: Column, b: Column, rows: number): Grouping {
  const numbers = new Map<number, number>();
  const groupOf = Int32Array.from(a.ids.subarray(0, rows), (x, row) => {
    const y = b.ids[row] ?? 0;
    if (a.absent[x] || b.absent[y]) return -1;
    const key = x * b.values.length + y;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { from: [a, b], groupOf, groups: numbers.size };
}

/** Rows in the order of their groups, and where each group begins. */
export function sortByGroup(groupOf: Int32Array, groups: number, rows = groupOf.length) {
  const starts = new Int32Array(groups + 1);
  for (let row = 0; row < rows; row += 1) {
    const group = groupOf[row] ?? -1;
    if (group >= 0) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  }
  for (let g = 0; g < groups; g += 1) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0);
  const order = new Int32Array(starts[groups] ?? 0);
  const next = starts.slice();
  for (let row = 0; row < rows; row += 1) {
    const group = groupOf[row] ?? -1;
    if (group < 0) continue;
    order[next[group] ?? 0] = row;
    next[group] = (next[group] ?? 0) + 1;
  }
  return { order, starts };
}

function agreement(grouping: Grouping, to: Column, ids: Int32Array, rows: number) {
  const { order, starts } = sorted(grouping, rows);
  const counts = new Int32Array(to.values.length);
  let [agreeing, support, groups] = [0, 0, 0];
  for (let g = 0; g < grouping.groups; g += 1) {
    const [begin, end] = [starts[g] ?? 0, starts[g + 1] ?? 0];
    if (end - begin < 2) continue;
    let [most, size] = [0, 0];
    for (let i = begin; i < end; i += 1) {
      const id = ids[order[i] ?? 0] ?? 0;
      if (to.absent[id]) continue;
      const n = (counts[id] ?? 0) + 1;
      counts[id] = n;
      size += 1;
      if (n > most) most = n;
    }
    for (let i = begin; i < end; i += 1) counts[ids[order[i] ?? 0] ?? 0] = 0;
    if (size < 2) continue;
    agreeing += most - 1;
    support += size - 1;
    groups += 1;
  }
  return { share: agreeing / Math.max(1, support), support, groups };
}

const orders = new WeakMap<Int32Array, Map<number, ReturnType<typeof sortByGroup>>>();

function sorted(grouping: Grouping, rows: number) {
  const known = orders.get(grouping.groupOf) ?? new Map<number, ReturnType<typeof sortByGroup>>();
  orders.set(grouping.groupOf, known);
  const order = known.get(rows) ?? sortByGroup(grouping.groupOf, grouping.groups, rows);
  known.set(rows, order);
  return order;
}

/** The column with the values it has in another order of rows; what is absent stays where it is. */
function shuffledPresent(column: Column, random: Random): Int32Array {
  const rows = [...column.ids.keys()].filter((row) => !column.absent[column.ids[row] ?? 0]);
  const order = shuffled(rows, random);
  const ids = column.ids.slice();
  for (const [i, row] of rows.entries()) ids[row] = column.ids[order[i] ?? 0] ?? 0;
  return ids;
}
