import { openPause } from '../numeric/pause.ts';
import { seeded } from '../numeric/random.ts';
import { type Count, type Hooks, type Split, TrainerError, type TrainingPoint } from '../trainer.ts';
import { openEpochs, type ProjectionState, packState, startState, unpackState } from './epochs.ts';
import { packProjection } from './open-projection.ts';
import type { LearnedProjection, ProjectionInput, ProjectionOptions, Retrieval } from './projection.ts';
import { type Grouped, openRanker } from './rank.ts';

/** Shares of the learned turn that are tried: between the identity and the end lies often what carries over best. */
const STRENGTHS = [1, 0.75, 0.5, 0.25];
const FEWEST_QUERIES = 20;

/** Trains a projection; intervals are added by `trainProjection`. */
export async function learnProjection(
  input: ProjectionInput,
  options: ProjectionOptions,
  hooks: Hooks,
): Promise<LearnedProjection> {
  const began = performance.now();
  check(input);
  const breathe = openPause(hooks.signal);
  const d = input.queries.columns;
  const [train, validation, test] = (['train', 'validation', 'test'] as const).map((one) => part(input, one));
  if (!train || !validation || !test) throw new TypeError('three splits');
  const ranker = await openRanker(options.threads, breathe);
  const measured = (on: Part, a: Float32Array) => ranker.retrieval(on.queries, on.documents, a, options.k);
  const identity = new Float32Array(d * d);
  const before = await measured(validation, identity);

  const state = hooks.resume ? unpackState(hooks.resume) : startState(d);
  const epochs = await openEpochs(train, options, ranker, breathe);
  while (state.epoch < options.epochs && state.epoch - state.bestEpoch < options.patience) {
    // One generator an epoch, so that a resumed training goes on with the same order.
    const loss = await epochs.run(state, seeded(options.seed * 1_000 + state.epoch));
    const now = await measured(validation, state.a);
    state.epoch += 1;
    note(state, now, before);
    const accuracy = now.recallK.hits / Math.max(1, now.recallK.n);
    const point: TrainingPoint = {
      ...{ step: state.epoch, of: options.epochs, trainLoss: loss },
      ...{ validationLoss: null, validationAccuracy: accuracy },
    };
    state.curve.push(point);
    hooks.point(point);
    hooks.progress?.('fit', state.epoch, options.epochs);
    hooks.checkpoint(packState(state));
  }
  await epochs.close();

  let best = { strength: 0, a: identity, on: before };
  for (const strength of state.bestEpoch > 0 ? STRENGTHS : []) {
    const a = state.best.map((one) => strength * one);
    const on = await measured(validation, a);
    if (isBetter(on, best.on)) best = { strength, a, on };
  }
  const trained = performance.now();
  const hasTest = test.queries.groups.length > 0 && test.documents.groups.length > 0;
  const tested = hasTest
    ? { before: await measured(test, identity), after: await measured(test, best.a) }
    : null;
  await ranker.close();
  return {
    model: packProjection(d, best.strength > 0 ? best.a : null),
    report: {
      ...{ k: options.k, curve: state.curve, strength: best.strength, identity: best.strength === 0 },
      queries: counts(input.querySplits),
      documents: counts(input.documentSplits),
      validation: { before, after: best.on },
      test: tested,
      seconds: { train: (trained - began) / 1_000, evaluate: (performance.now() - trained) / 1_000 },
    },
  };
}

interface Part {
  queries: Grouped;
  documents: Grouped;
}

/** Recall among the first k decides, then the mean reciprocal rank; equal is not better. */
function isBetter(a: Retrieval<Count>, b: Retrieval<Count>): boolean {
  return a.recallK.hits > b.recallK.hits || (a.recallK.hits === b.recallK.hits && a.mrr > b.mrr + 1e-9);
}

function note(state: ProjectionState, now: Retrieval<Count>, before: Retrieval<Count>): void {
  const best = state.bestEpoch === 0 ? before : { ...before, recallK: state.bestRecall, mrr: state.bestMrr };
  if (!isBetter(now, best)) return;
  state.bestEpoch = state.epoch;
  state.bestRecall = now.recallK;
  state.bestMrr = now.mrr;
  state.best = state.a.slice();
}

function part(input: ProjectionInput, split: Split): Part {
  const of = (vectors: ProjectionInput['queries'], groups: readonly number[], splits: readonly Split[]) => {
    const rows = splits.flatMap((one, i) => (one === split ? [i] : []));
    const d = vectors.columns;
    const values = new Float32Array(rows.length * d);
    for (const [r, i] of rows.entries()) values.set(vectors.values.subarray(i * d, (i + 1) * d), r * d);
    return { vectors: { rows: rows.length, columns: d, values }, groups: rows.map((i) => groups[i] ?? -1) };
  };
  return {
    queries: of(input.queries, input.queryGroups, input.querySplits),
    documents: of(input.documents, input.documentGroups, input.documentSplits),
  };
}

function counts(splits: readonly Split[]): Record<Split, number> {
  const of = (split: Split) => splits.filter((one) => one === split).length;
  return { train: of('train'), validation: of('validation'), test: of('test') };
}

function check(input: ProjectionInput): void {
  const { queries, documents, queryGroups, documentGroups, querySplits, documentSplits } = input;
  const fits =
    queries.columns === documents.columns &&
    [queryGroups.length, querySplits.length].every((n) => n === queries.rows) &&
    [documentGroups.length, documentSplits.length].every((n) => n === documents.rows);
  if (!fits)
    throw new TrainerError(
      'wrong_dimensions',
      'Queries and documents differ in width, or lack groups or splits.',
    );
  for (const split of ['train', 'validation'] as const)
    if (querySplits.filter((one) => one === split).length < FEWEST_QUERIES || !documentSplits.includes(split))
      throw new TrainerError(
        'too_few_examples',
        `The ${split} split needs at least ${FEWEST_QUERIES} queries, and documents that belong to them.`,
      );
}
