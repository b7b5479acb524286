import { and, asc, eq, gt, ilike, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../../kernel/index.ts';
import type { Reason, Split } from '../contract.ts';
import { trainingExamples } from '../schema.ts';
import { hashOf } from '../training-sets/candidate.ts';

export type TrainingExampleRow = typeof trainingExamples.$inferSelect;
export type NewExample = Omit<TrainingExampleRow, 'split' | 'twin'>;

/** Replaces what a version has: the step that gathers may run twice. */
export async function putExamples(tx: Tx, versionId: string, rows: readonly NewExample[]): Promise<void> {
  await tx.delete(trainingExamples).where(eq(trainingExamples.versionId, versionId));
  for (let at = 0; at < rows.length; at += 1_000)
    await tx.insert(trainingExamples).values(rows.slice(at, at + 1_000));
}

export interface ExampleFilter {
  split?: Split;
  leftOut?: Reason;
  label?: string;
  search?: string;
  after?: string;
  limit?: number;
}

/** Examples that are in a version, or those that were left out for a reason; in the order of their sources. */
export function listExamples(
  tx: Tx,
  versionId: string,
  filter: ExampleFilter,
): Promise<TrainingExampleRow[]> {
  const pattern = filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%` : undefined;
  const query = tx
    .select()
    .from(trainingExamples)
    .where(
      and(
        eq(trainingExamples.versionId, versionId),
        filter.leftOut ? eq(trainingExamples.leftOut, filter.leftOut) : isNull(trainingExamples.leftOut),
        filter.split ? eq(trainingExamples.split, filter.split) : undefined,
        filter.label ? sql`${trainingExamples.labels} ? ${filter.label}` : undefined,
        pattern ? ilike(trainingExamples.text, pattern) : undefined,
        filter.after ? gt(trainingExamples.id, filter.after) : undefined,
      ),
    )
    .orderBy(asc(trainingExamples.id));
  return filter.limit === undefined ? query : query.limit(filter.limit);
}

/** All that is kept of a version, left out or not. */
export function everyExample(tx: Tx, versionId: string): Promise<TrainingExampleRow[]> {
  return tx
    .select()
    .from(trainingExamples)
    .where(eq(trainingExamples.versionId, versionId))
    .orderBy(asc(trainingExamples.id));
}

const waiting = (versionId: string) =>
  and(
    eq(trainingExamples.versionId, versionId),
    isNull(trainingExamples.labels),
    isNull(trainingExamples.leftOut),
  );

/** The next texts that the teacher has not labelled. */
export function untaught(tx: Tx, versionId: string, limit: number): Promise<TrainingExampleRow[]> {
  return tx
    .select()
    .from(trainingExamples)
    .where(waiting(versionId))
    .orderBy(asc(trainingExamples.id))
    .limit(limit);
}

export async function countTaught(tx: Tx, versionId: string): Promise<{ done: number; total: number }> {
  const rows = await tx
    .select({
      done: sql<number>`count(*) filter (where ${trainingExamples.labels} is not null or ${trainingExamples.leftOut} is not null)::int`,
      total: sql<number>`count(*)::int`,
    })
    .from(trainingExamples)
    .where(and(eq(trainingExamples.versionId, versionId), eq(trainingExamples.source, 'teacher')));
  return rows[0] ?? { done: 0, total: 0 };
}

/** Keeps a teacher's answer; the first one counts. */
export async function setTaught(
  tx: Tx,
  id: string,
  taught: { labels: string[] | null; leftOut: Reason | null },
): Promise<void> {
  await tx
    .update(trainingExamples)
    .set(taught)
    .where(and(eq(trainingExamples.id, id), isNull(trainingExamples.labels)));
}

export type Judged = Pick<TrainingExampleRow, 'id' | 'split' | 'leftOut' | 'twin' | 'group'>;

/** What comparing found, written as one parameter a thousand rows. */
export async function setJudged(tx: Tx, rows: readonly Judged[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1_000) {
    const json = JSON.stringify(
      rows.slice(at, at + 1_000).map(({ id, split, leftOut, twin, group }) => ({
        ...{ id, split, left_out: leftOut, twin, group_name: group },
      })),
    );
    await tx.execute(sql`
      update ${trainingExamples} as e
      set split = j.split, left_out = j.left_out, twin = j.twin, "group" = j.group_name
      from json_to_recordset(${json}::json) as j(id text, split text, left_out text, twin jsonb, group_name text)
      where e.id = j.id`);
  }
}

/**
 * How many examples of which versions come from some sources: examples of data sets by the beginning of their ids, which
 * a changed one keeps; runs; proposals; files.
 * @param names also the names that sources were read through: a data set's slug, an app's
 */
export function tracesOf(tx: Tx, ids: readonly string[], names = false) {
  const bases = [...new Set(ids.map((id) => (id.startsWith('ex_') ? (id.split('.')[0] ?? id) : id)))];
  const files = bases.filter((id) => names || id.startsWith('file'));
  return tx
    .select({
      versionId: trainingExamples.versionId,
      examples: sql<number>`count(*) filter (where ${trainingExamples.leftOut} is null)::int`,
      leftOut: sql<number>`count(${trainingExamples.leftOut})::int`,
    })
    .from(trainingExamples)
    .where(
      or(
        inArray(trainingExamples.sourceId, bases),
        inArray(trainingExamples.runId, bases),
        files.length > 0 ? inArray(trainingExamples.through, files) : undefined,
        // A line of a file that a teacher labelled came through the teacher.
        files.length > 0 ? inArray(sql`split_part(${trainingExamples.sourceId}, '#', 1)`, files) : undefined,
      ),
    )
    .groupBy(trainingExamples.versionId);
}

/** How many kept examples came through which source. */
export function sourcesOf(tx: Tx, versionId: string) {
  const { source, through } = trainingExamples;
  return tx
    .select({ source, through, examples: sql<number>`count(*)::int` })
    .from(trainingExamples)
    .where(and(eq(trainingExamples.versionId, versionId), isNull(trainingExamples.leftOut)))
    .groupBy(source, through)
    .orderBy(asc(source), asc(through));
}

/** What a model has learned from, or was calibrated on: all but the test split, without the texts. */
export function learnedSources(tx: Tx, versionId: string) {
  const { sourceId, runId, textHash, leftOut, split } = trainingExamples;
  return tx
    .select({ sourceId, runId, textHash })
    .from(trainingExamples)
    .where(and(eq(trainingExamples.versionId, versionId), isNull(leftOut), ne(split, 'test')));
}

export async function countKept(tx: Tx, versionId: string): Promise<number> {
  const rows = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(trainingExamples)
    .where(and(eq(trainingExamples.versionId, versionId), isNull(trainingExamples.leftOut)));
  return rows[0]?.n ?? 0;
}

/** Where each kept example came from, without its text. */
export function keptSources(tx: Tx, versionId: string) {
  const { source, through, sourceId, runId } = trainingExamples;
  return tx
    .select({ source, through, sourceId, runId })
    .from(trainingExamples)
    .where(and(eq(trainingExamples.versionId, versionId), isNull(trainingExamples.leftOut)));
}

export async function examplesById(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, Pick<TrainingExampleRow, 'text' | 'restrictedTo'>>> {
  if (ids.length === 0) return new Map();
  const { id, text, restrictedTo } = trainingExamples;
  const rows = await tx
    .select({ id, text, restrictedTo })
    .from(trainingExamples)
    .where(inArray(id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** @returns the hashes of all texts that they had, also of those that belong to queries */
export async function dropExamples(tx: Tx, versionId: string): Promise<string[]> {
  const rows = await tx
    .delete(trainingExamples)
    .where(eq(trainingExamples.versionId, versionId))
    .returning({ hash: trainingExamples.textHash, labels: trainingExamples.labels });
  return [...new Set(rows.flatMap(({ hash, labels }) => [hash, ...(labels ?? []).slice(0, 1).map(hashOf)]))];
}
