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
  /** Empty where its examples have several. */
  label: string;
  ids: string[];
  newest: number;
  /** It holds what somebody gave for validation. */
  given: boolean;
}

/** Splits that are filled before the rest is learned from. */
const ASIDE = ['test', 'validation'] as const;
type Counts = Record<(typeof ASIDE)[number], number>;

/**
 * Which split each example belongs to. A group stays together; by time the newest groups are the test and those before
 * them validation; at random the same seed gives the same splits, and each label its share of each. A group goes where one
 * of its examples was given for validation.
 */
export function split(examples: readonly Splittable[], recipe: Recipe): Map<string, Split> {
  const { by, test } = recipe.split;
  const splits = new Map<string, Split>();
  const put = ({ ids }: Group, name: Split) => {
    for (const id of ids) splits.set(id, name);
  };
  const all = groupsOf(examples);
  const groups = all.filter((group) => !group.given);
  for (const group of all) if (group.given) put(group, 'validation');
  const share = { test, validation: groups.length < all.length ? 0 : recipe.split.validation };
  if (by === 'time') {
    const ordered = [...groups].sort((a, b) => b.newest - a.newest);
    for (const [i, name] of newestAside(ordered, wanted(ordered, share)).entries())
      if (ordered[i]) put(ordered[i], name);
    return splits;
  }
  // What one label could not fill, because its groups are too large, the next makes up for.
  const missing: Counts = { test: 0, validation: 0 };
  for (const ofLabel of Map.groupBy(groups, (group) => group.label).values()) {
    const drawnOnes = lots(ofLabel, recipe.seed);
    const want = wanted(drawnOnes, share);
    for (const name of ASIDE) missing[name] += want[name];
    let learned = false;
    for (const [i, group] of drawnOnes.entries()) {
      // Something must be left to learn from.
      const spare = learned || i < drawnOnes.length - 1;
      const name = ASIDE.find((one) => spare && nearer(missing[one], group)) ?? 'train';
      put(group, name);
      if (name === 'train') learned = true;
      else missing[name] -= group.ids.length;
    }
  }
  return splits;
}

/** Whether a split that misses so many is nearer its size with the group than without it. */
function nearer(missing: number, { ids }: Group): boolean {
  return Math.abs(missing - ids.length) < Math.abs(missing);
}

function wanted(groups: readonly Group[], share: Counts): Counts {
  const total = groups.reduce((sum, group) => sum + group.ids.length, 0);
  return { test: Math.round(total * share.test), validation: Math.round(total * share.validation) };
}

/**
 * By time no group is passed over, or training would know what is newer than the test. So the newest is the test whatever
 * its size, if something older is left.
 */
function newestAside(ordered: readonly Group[], want: Counts): Split[] {
  const missing = { ...want };
  let at = 0;
  return ordered.map((group, i): Split => {
    for (let name = ASIDE[at]; name && i < ordered.length - 1; name = ASIDE[at]) {
      const first = i === 0 && missing[name] > 0;
      if (first || nearer(missing[name], group)) {
        missing[name] -= group.ids.length;
        return name;
      }
      at += 1;
    }
    return 'train';
  });
}

function groupsOf(examples: readonly Splittable[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, label, group, at, forValidation } of examples) {
    const key = group || id;
    const one = groups.get(key) ?? { label, ids: [], newest: 0, given: false };
    one.ids.push(id);
    one.newest = Math.max(one.newest, at?.getTime() ?? 0);
    one.given ||= forValidation;
    if (one.label !== label) one.label = '';
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
