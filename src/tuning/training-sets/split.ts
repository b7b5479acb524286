import type { Recipe, Split } from '../contract.ts';
import { drawn } from './sample.ts';

export interface Splittable {
  id: string;
  /** The first label: splits have the same share of each. */
  label: string;
  /** Examples of one group are never in two splits; empty: it stands alone. */
  group: string;
  at: Date | null;
  forValidation: boolean;
}

interface Group {
  key: string;
  label: string;
  ids: string[];
  newest: number;
}

/**
 * Which split each example belongs to. A group stays together; by time the newest groups are the test and those before
 * them validation; at random the same seed gives the same splits, and each label its share of each.
 */
export function split(examples: readonly Splittable[], recipe: Recipe): Map<string, Split> {
  const { by, test } = recipe.split;
  const splits = new Map<string, Split>();
  const given = examples.filter((one) => one.forValidation);
  for (const { id } of given) splits.set(id, 'validation');
  const validation = given.length > 0 ? 0 : recipe.split.validation;
  const groups = groupsOf(examples.filter((one) => !one.forValidation));
  const put = (ordered: readonly Group[]) => {
    const total = ordered.reduce((sum, group) => sum + group.ids.length, 0);
    const want = { test: Math.round(total * test), validation: Math.round(total * validation) };
    // Something must be left to learn from.
    const most = total - (ordered.at(-1)?.ids.length ?? 0);
    let taken = 0;
    for (const { ids } of ordered) {
      const room = taken + ids.length <= most;
      const name =
        room && taken < want.test
          ? 'test'
          : room && taken < want.test + want.validation
            ? 'validation'
            : 'train';
      for (const id of ids) splits.set(id, name);
      taken += ids.length;
    }
  };
  if (by === 'time') put([...groups].sort((a, b) => b.newest - a.newest || order(a.key, b.key)));
  else
    for (const ofLabel of Map.groupBy(groups, (group) => group.label).values())
      put(lots(ofLabel, recipe.seed));
  return splits;
}

function groupsOf(examples: readonly Splittable[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, label, group, at } of examples) {
    const key = group || id;
    const one = groups.get(key) ?? { key, label, ids: [], newest: 0 };
    one.ids.push(id);
    one.newest = Math.max(one.newest, at?.getTime() ?? 0);
    groups.set(key, one);
  }
  return [...groups.values()];
}

/** Drawn by position: ids are new in each version, and the same data must be split the same way. */
function lots(groups: readonly Group[], seed: number): Group[] {
  return groups
    .map((group, i) => ({ group, i, lot: drawn(seed, `${group.label}:${i}`) }))
    .sort((a, b) => a.lot - b.lot || a.i - b.i)
    .map(({ group }) => group);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
