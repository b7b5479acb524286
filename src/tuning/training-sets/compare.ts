import { setImmediate as breathe } from 'node:timers/promises';
import { sameText } from '../../kernel/index.ts';
import type { Recipe } from '../contract.ts';
import type { Judged, TrainingExampleRow } from '../store/training-examples.ts';
import { nearMeaning } from './near-meaning.ts';
import { nearWords } from './near-words.ts';
import { pairGroup } from './pair-group.ts';
import { type Splittable, split } from './split.ts';
import { type Together, together } from './together.ts';

/** A question that an eval measures with. */
export interface EvalText {
  id: string;
  dataset: string;
  text: string;
  vector: Float32Array | undefined;
}

export interface Compared {
  judged: Judged[];
  nearDuplicates: number;
  checked: { dataset: string; examples: number; exact: number; near: number }[];
}

type Row = TrainingExampleRow;

/** Rows compared before others get a turn: a comparison of many must not hold up the server. */
const SLICE = 200;

/** Whose label holds when the same text has two: what a person corrected, then what came as data, then a teacher's. */
const STRENGTH: Record<Row['source'], number> = {
  correction: 3,
  proposal: 2,
  run: 1,
  dataset: 1,
  file: 1,
  teacher: 0,
};

/**
 * Leaves out what is there twice, what contradicts itself, and what an eval measures with; splits the rest. Pure but for
 * the turns it gives to others. Rows are in the order of their sources.
 */
export async function compare(
  rows: readonly Row[],
  evals: readonly EvalText[],
  recipe: Recipe,
  vectorOf: (row: Row) => Float32Array | undefined,
): Promise<Compared> {
  const state = new Map<string, Judged>(
    rows.map(({ id, leftOut, group }) => [id, { id, leftOut, group, split: null, twin: null }]),
  );
  const checked = await leaks(rows, evals, state, vectorOf);
  sameTexts(rows, state);
  const joined = together();
  const nearDuplicates = await nearTexts(rows, state, recipe, joined);
  const kept = rows.filter((row) => state.get(row.id)?.leftOut === null);
  nameGroups(kept, state, recipe, joined);
  const splits = split(
    kept.map((row) => splittable(row, state, recipe)),
    recipe,
  );
  for (const [id, name] of splits) {
    const one = state.get(id);
    if (one) one.split = name;
  }
  return { judged: [...state.values()], nearDuplicates, checked };
}

function splittable(row: Row, state: Map<string, Judged>, { task }: Recipe): Splittable {
  const { id, labels, at, forValidation } = row;
  const classes = task !== 'pairs' && task !== 'answers';
  return {
    id,
    label: classes ? (labels?.[0] ?? '') : '',
    group: state.get(id)?.group ?? '',
    at,
    forValidation,
  };
}

async function leaks(
  rows: readonly Row[],
  evals: readonly EvalText[],
  state: Map<string, Judged>,
  vectorOf: (row: Row) => Float32Array | undefined,
): Promise<Compared['checked']> {
  const exact = new Map<string, EvalText>();
  const words = nearWords();
  const meaning = nearMeaning(evals.find((one) => one.vector)?.vector?.length ?? 0);
  const counts = new Map<string, Compared['checked'][number]>();
  for (const [n, one] of evals.entries()) {
    if (n % SLICE === SLICE - 1) await breathe();
    const plain = sameText(one.text);
    const count = counts.get(one.dataset) ?? { dataset: one.dataset, examples: 0, exact: 0, near: 0 };
    counts.set(one.dataset, { ...count, examples: count.examples + 1 });
    if (exact.has(plain)) continue;
    exact.set(plain, one);
    words.add(plain, n);
    if (one.vector) meaning.add(one.vector, n);
  }
  if (evals.length === 0) return [];
  for (const [i, row] of rows.entries()) {
    if (i % SLICE === SLICE - 1) await breathe();
    const judged = state.get(row.id);
    if (!judged || judged.leftOut !== null) continue;
    const plain = sameText(row.text);
    const same = exact.get(plain);
    const vector = vectorOf(row);
    const near = same ? undefined : (words.find(plain) ?? (vector && meaning.find(vector)));
    const twin = same ?? (near && evals[near.n]);
    if (!twin) continue;
    const count = counts.get(twin.dataset);
    if (count) count[same ? 'exact' : 'near'] += 1;
    judged.leftOut = same ? 'leak' : 'near_leak';
    judged.twin = { of: 'eval', id: twin.id, dataset: twin.dataset, similarity: near?.similarity ?? 1 };
  }
  return [...counts.values()];
}

/** Of the same text with the same labels the strongest stays; with different labels only a stronger one does. */
function sameTexts(rows: readonly Row[], state: Map<string, Judged>): void {
  const open = rows.filter((row) => state.get(row.id)?.leftOut === null);
  for (const twins of Map.groupBy(open, (row) => sameText(row.text)).values()) {
    if (twins.length < 2) continue;
    const ranked = [...twins].sort((a, b) => rank(b) - rank(a));
    const [first, ...others] = ranked;
    if (!first) continue;
    const rival = others.find((row) => rank(row) === rank(first) && !sameLabels(row, first));
    for (const row of rival ? ranked : others) {
      const judged = state.get(row.id);
      if (!judged) continue;
      const conflict = rival !== undefined || !sameLabels(row, first);
      judged.leftOut = conflict ? 'conflict' : 'duplicate';
      const twin = row === first ? rival : first;
      if (twin) judged.twin = { of: 'training', id: twin.id, dataset: null, similarity: 1 };
    }
  }
}

/** What is for validation stays there: its twin in the training data goes. */
function rank(row: Row): number {
  return STRENGTH[row.source] + (row.forValidation ? 10 : 0);
}

function sameLabels(a: Row, b: Row): boolean {
  return JSON.stringify(a.labels) === JSON.stringify(b.labels);
}

/** Leaves out nearly the same texts with the same labels, or joins all that are alike. */
async function nearTexts(
  rows: readonly Row[],
  state: Map<string, Judged>,
  recipe: Recipe,
  joined: Together,
): Promise<number> {
  const words = nearWords();
  const ordered = [...rows].sort((a, b) => rank(b) - rank(a));
  let found = 0;
  for (const [i, row] of ordered.entries()) {
    if (i % SLICE === SLICE - 1) await breathe();
    const judged = state.get(row.id);
    if (!judged || judged.leftOut !== null) continue;
    const plain = sameText(row.text);
    const twins = words.all(plain).flatMap(({ n, similarity }) => {
      const twin = ordered[n];
      return twin ? [{ twin, similarity }] : [];
    });
    if (twins.length > 0) found += 1;
    const same = twins.find(({ twin }) => sameLabels(row, twin));
    if (recipe.nearDuplicates === 'remove' && same) {
      judged.leftOut = 'near_duplicate';
      judged.twin = { of: 'training', id: same.twin.id, dataset: null, similarity: same.similarity };
      continue;
    }
    // A twin is looked for as well: what is like it need not be like the first.
    words.add(plain, i);
    for (const { twin } of twins) joined.join(row.id, twin.id);
  }
  return found;
}

/**
 * Nearly the same texts, and those of one group, in two splits would tell the test what it asks. So what is alike, what
 * shares a group and what shares a document has one name, though it were only through others.
 */
function nameGroups(
  kept: readonly Row[],
  state: Map<string, Judged>,
  { task }: Recipe,
  joined: Together,
): void {
  for (const { id, group, labels } of kept) {
    if (group) joined.join(id, `group ${group}`);
    if (task === 'pairs') joined.join(id, `group ${pairGroup(labels?.[0] ?? '')}`);
  }
  for (const rows of Map.groupBy(kept, (row) => joined.rootOf(row.id)).values()) {
    const [first] = rows;
    if (!first || rows.length < 2) continue;
    const name = rows.find((row) => row.group)?.group ?? `like=${first.id}`;
    for (const { id } of rows) {
      const judged = state.get(id);
      if (judged) judged.group = name;
    }
  }
}
