import type { Clues } from './clues.ts';
import { type Dependency, sortByGroup } from './dependencies.ts';
import type { Column } from './table.ts';

/** A row that breaks a dependency: either what decides is wrong there, or what is decided. */
interface Breach {
  dependency: Dependency;
  row: number;
  strength: number;
  /** The value that the group has, and how often. */
  usual: number;
  times: number;
  size: number;
}

/** Of each cell, how strongly dependencies that hold in its row speak for it. */
type Support = Float32Array[];

/**
 * Speaks against cells that dependencies contradict. In a row where several are broken, the cell that they have in
 * common takes the blame: a wrong postcode contradicts town, county and street at once, and they are all right.
 */
export function findContradictions(
  columns: readonly Column[],
  dependencies: readonly Dependency[],
  clues: Clues,
): void {
  const rows = columns[0]?.ids.length ?? 0;
  const support: Support = columns.map(() => new Float32Array(rows));
  const breaches = new Map<number, Breach[]>();
  const gaps = new Map<number, Breach>();
  for (const dependency of dependencies)
    walk(dependency, {
      agrees(row, weight) {
        add(support[dependency.to.index], row, weight);
      },
      breaks: (breach) => push(breaches, breach.row, breach),
      lacks(breach) {
        const key = breach.row * columns.length + dependency.to.index;
        if ((gaps.get(key)?.strength ?? 0) < breach.strength) gaps.set(key, breach);
      },
    });
  for (const [row, list] of breaches) blame(row, list, support, clues);
  for (const { dependency, row, strength, usual, times } of gaps.values()) {
    const { from, to } = dependency;
    const params = { by: namesOf(from), times };
    clues.cell(to.index, row, { code: 'missing_known', strength, params, repair: to.values[usual] ?? null });
  }
}

function blame(row: number, list: Breach[], support: Support, clues: Clues): void {
  let open = list;
  while (open.length > 0) {
    const touched = new Map<Column, number>();
    for (const { dependency, strength } of open) {
      add2(touched, dependency.to, strength);
      // What decides is blamed only when more speaks against it than one dependency.
      for (const column of dependency.from) add2(touched, column, (0.9 * strength) / dependency.from.length);
    }
    const [[culprit, against] = [undefined, 0]] = [...touched].sort(
      (a, b) => net(b, support, row) - net(a, support, row),
    );
    if (!culprit) return;
    const mine = open.filter(
      ({ dependency }) => dependency.to === culprit || dependency.from.includes(culprit),
    );
    const decided = mine
      .filter(({ dependency }) => dependency.to === culprit)
      .sort((a, b) => b.strength - a.strength);
    const [first] = decided;
    const doubt = (support[culprit.index]?.[row] ?? 0) / (against + (support[culprit.index]?.[row] ?? 0));
    const strength = Math.max(...mine.map((one) => one.strength)) * (1 - 0.6 * doubt);
    if (first) {
      const { dependency, usual, times, size } = first;
      clues.cell(culprit.index, row, {
        code: 'contradicts',
        strength,
        params: {
          by: namesOf(dependency.from),
          key: keyOf(dependency, row),
          usual: (culprit.values[usual] ?? '').slice(0, 80),
          times,
          size,
          rules: decided.length,
        },
        repair: culprit.values[usual] ?? null,
      });
    } else {
      const others = [...new Set(mine.map(({ dependency }) => dependency.to.name))];
      clues.cell(culprit.index, row, {
        code: 'contradicted_key',
        strength:
          Math.max(...mine.map((one) => one.strength)) * (1 - doubt) ** 2 * (others.length > 1 ? 1 : 0.4),
        params: { columns: others.slice(0, 4).join(', '), rules: mine.length },
        repair: null,
      });
    }
    open = open.filter((one) => !mine.includes(one));
  }
}

function net([column, against]: [Column, number], support: Support, row: number): number {
  return against - 0.5 * (support[column.index]?.[row] ?? 0);
}

interface Visitor {
  agrees(row: number, weight: number): void;
  breaks(breach: Breach): void;
  lacks(breach: Breach): void;
}

function walk(dependency: Dependency, visitor: Visitor): void {
  const { to, gain, confidence, groupOf, groups } = dependency;
  const { order, starts } = sortByGroup(groupOf, groups);
  const counts = new Int32Array(to.values.length);
  // How likely the larger side of a group is the wrong one: the odds of an error, once per row that it is ahead.
  const odds = Math.min(0.8, Math.max(0.02, 1 - confidence));
  for (let g = 0; g < groups; g += 1) {
    const rows = order.subarray(starts[g], starts[g + 1]);
    if (rows.length < 2) continue;
    let [usual, most, size] = [-1, 0, 0];
    for (const row of rows) {
      const id = to.ids[row] ?? 0;
      if (to.absent[id]) continue;
      counts[id] = (counts[id] ?? 0) + 1;
      size += 1;
      if ((counts[id] ?? 0) > most) [usual, most] = [id, counts[id] ?? 0];
    }
    for (const row of rows) {
      const id = to.ids[row] ?? 0;
      if (to.absent[id]) {
        const strength =
          gain * (1 - odds ** most) * (most / Math.max(1, size)) * Math.min(1, (2 * size) / rows.length);
        if (most >= 2) visitor.lacks({ dependency, row, strength, usual, times: most, size });
      } else if (id === usual) {
        if (most >= 2) visitor.agrees(row, gain * (1 - odds ** (most - 1)));
      } else {
        const own = counts[id] ?? 0;
        // Slips scatter; an answer that a group gives again and again is its second answer, not a slip.
        const alone = own === 1 ? 1 - 0.5 / most : (1 - own / most) ** 2;
        const strength = gain ** 2 * (1 - odds ** (most - own)) * alone;
        if (strength > 0.1) visitor.breaks({ dependency, row, strength, usual, times: most, size });
      }
    }
    for (const row of rows) counts[to.ids[row] ?? 0] = 0;
  }
}

function namesOf(columns: readonly Column[]): string {
  return columns.map((column) => column.name).join(' + ');
}

function keyOf({ from }: Dependency, row: number): string {
  return from
    .map((column) => column.values[column.ids[row] ?? 0] ?? '')
    .join(' + ')
    .slice(0, 80);
}

function add(values: Float32Array | undefined, at: number, weight: number): void {
  if (values) values[at] = (values[at] ?? 0) + weight;
}

function add2<K>(map: Map<K, number>, key: K, weight: number): void {
  map.set(key, (map.get(key) ?? 0) + weight);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
