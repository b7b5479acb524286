import { mayReadRun } from '../apps/index.ts';
import type { OutputOf } from '../kernel/contract.ts';
import type { Actor } from '../kernel/index.ts';
import type * as contract from './contract.ts';
import type { TrainingExampleRow } from './store/training-examples.ts';
import type { TrainingSetRow, TrainingVersionRow } from './store/training-sets.ts';

export type TrainingVersion = OutputOf<typeof contract.getTrainingVersion>;

export function presentVersion(actor: Actor, row: TrainingVersionRow): TrainingVersion {
  const { number, status, phase, done, total, recipe, hash, used, problem } = row;
  return {
    ...{ number, status, phase, progress: { done, total }, recipe, hash, used, problem },
    tainted: presentTaint(row),
    erasedAt: row.erasedAt?.toISOString() ?? null,
    report: row.report && withheldReport(actor, row),
    createdBy: row.actor.name,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function presentTaint(row: { taintedAt: Date | null; taintedSources: number }) {
  return row.taintedAt ? { at: row.taintedAt.toISOString(), sources: row.taintedSources } : null;
}

/** The report names texts; those whose sources are restricted are for those who may read them. */
function withheldReport(actor: Actor, { report, actor: builder }: TrainingVersionRow) {
  if (
    !report?.noise ||
    report.dataClass === 'internal' ||
    report.dataClass === 'public' ||
    actor.id === builder.id
  )
    return report;
  const { noise } = report;
  return { ...report, noise: { ...noise, examples: noise.examples.map((one) => ({ ...one, text: null })) } };
}

export function presentSet(
  actor: Actor,
  row: TrainingSetRow,
  newest: { latest: TrainingVersionRow; versions: number } | undefined,
): OutputOf<typeof contract.getTrainingSet> {
  const { slug, name, description, recipe } = row;
  return {
    ...{ slug, name, description, recipe },
    versions: newest?.versions ?? 0,
    latest: newest ? presentVersion(actor, newest.latest) : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function presentExample(
  actor: Actor,
  row: TrainingExampleRow,
): OutputOf<typeof contract.listTrainingExamples>['data'][number] {
  const { id, text, labels, source, sourceId, group, split, leftOut, twin } = row;
  const may = mayReadExample(actor, row);
  return {
    ...{ id, source, sourceId, group, split, leftOut, twin },
    text: may ? text : null,
    // Of free answers and of pairs they are the answer and the document themselves.
    labels: may ? (labels ?? []) : [],
    at: row.at?.toISOString() ?? null,
  };
}

/** As a run: who may read all that it came from may read it. */
export function mayReadExample(
  actor: Actor,
  { restrictedTo }: Pick<TrainingExampleRow, 'restrictedTo'>,
): boolean {
  return mayReadRun(actor, { actorId: '', restrictedTo });
}
