import { and, asc, eq, gt, ilike, inArray, isNull, like, lte, or, type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../gateway/index.ts';
import { type Actor, newId, sameText, type Tx } from '../../kernel/index.ts';
import type { EXAMPLE_SOURCES, ExampleItem } from '../contract.ts';
import { examples } from '../schema.ts';

export type ExampleRow = typeof examples.$inferSelect;

export interface ExampleFilter {
  datasetId: string;
  version: number;
  after?: string;
  limit?: number;
  tag?: string;
  search?: string;
  /** Only what this one may see. */
  reader?: Actor;
}

const asOf = (datasetId: string, version: number) =>
  and(
    eq(examples.datasetId, datasetId),
    lte(examples.fromVersion, version),
    or(isNull(examples.untilVersion), gt(examples.untilVersion, version)),
  );

/** The same rule as `mayReadRun`: what a run was withheld for is withheld of the example made from it. */
function readableBy({ groups }: Actor): SQL {
  const own = sql.join(
    groups.map((group) => sql`${group}`),
    sql`, `,
  );
  return sql`not exists (
    select 1 from jsonb_array_elements(${examples.restrictedTo}) as needed
    where not (needed.value ?| array[${own}]::text[]))`;
}

/** Examples as a version has them, oldest first. */
export function listExamples(tx: Tx, filter: ExampleFilter): Promise<ExampleRow[]> {
  const pattern = filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%` : undefined;
  const query = tx
    .select()
    .from(examples)
    .where(
      and(
        asOf(filter.datasetId, filter.version),
        filter.after ? gt(examples.id, filter.after) : undefined,
        filter.tag ? sql`${examples.item}->'tags' ? ${filter.tag}` : undefined,
        pattern ? ilike(sql`${examples.item}->>'question'`, pattern) : undefined,
        filter.reader ? readableBy(filter.reader) : undefined,
      ),
    )
    .orderBy(asc(examples.id));
  return filter.limit === undefined ? query : query.limit(filter.limit);
}

/** All that were ever in some data sets, of whatever version. */
export function everyExample(tx: Tx, datasetIds: readonly string[]) {
  const { id, item, datasetId } = examples;
  return tx
    .select({ id, item, datasetId })
    .from(examples)
    .where(inArray(examples.datasetId, [...datasetIds]))
    .orderBy(asc(examples.id));
}

/** Which of some examples are still there, as they are or changed: a changed one keeps the beginning of its id. */
export async function liveExamples(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const base = sql<string>`split_part(${examples.id}, '.', 1)`;
  const live = new Set<string>();
  for (let at = 0; at < ids.length; at += 5_000) {
    const rows = await tx
      .select({ base })
      .from(examples)
      .where(and(isNull(examples.untilVersion), inArray(base, ids.slice(at, at + 5_000).map(baseOf))));
    for (const row of rows) live.add(row.base);
  }
  return new Set(ids.filter((id) => live.has(baseOf(id))));
}

function baseOf(id: string): string {
  return id.split('.')[0] ?? id;
}

/** How many examples a version has, on the whole and for each tag. */
export async function countExamples(tx: Tx, datasetId: string, version: number) {
  const total = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(examples)
    .where(asOf(datasetId, version));
  const tag = sql<string>`jsonb_array_elements_text(${examples.item}->'tags')`;
  const tags = await tx
    .select({ tag: tag.as('tag'), examples: sql<number>`count(*)::int` })
    .from(examples)
    .where(asOf(datasetId, version))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
  return { total: total[0]?.n ?? 0, tags };
}

export interface NewExample {
  workspaceId: string;
  datasetId: string;
  item: ExampleItem;
  source: (typeof EXAMPLE_SOURCES)[number];
  runId?: string;
  dataClass?: DataClass | null;
  restrictedTo?: string[][];
  createdBy: string;
}

/** Adds examples to an open version, but for those whose question it has already. */
export async function addExamples(
  tx: Tx,
  version: number,
  incoming: readonly NewExample[],
): Promise<{ ids: string[]; duplicates: NewExample[] }> {
  const [first] = incoming;
  if (!first) return { ids: [], duplicates: [] };
  const keys = incoming.map((one) => questionKey(one.item));
  const there = await tx
    .select({ key: examples.questionKey })
    .from(examples)
    .where(and(asOf(first.datasetId, version), inArray(examples.questionKey, [...new Set(keys)])));
  const seen = new Set(there.map((row) => row.key));
  const duplicates: NewExample[] = [];
  const rows = incoming.flatMap((one, i) => {
    const key = keys[i] ?? '';
    if (seen.has(key)) {
      duplicates.push(one);
      return [];
    }
    seen.add(key);
    return [{ id: newId('ex'), questionKey: key, fromVersion: version, ...one }];
  });
  for (let at = 0; at < rows.length; at += 500) await tx.insert(examples).values(rows.slice(at, at + 500));
  return { ids: rows.map((row) => row.id), duplicates };
}

export async function findExample(tx: Tx, id: string): Promise<ExampleRow | undefined> {
  return (
    await tx
      .select()
      .from(examples)
      .where(and(eq(examples.id, id), isNull(examples.untilVersion)))
  )[0];
}

/** Examples by their ids, also those that the newest version no longer has. */
export async function examplesAt(tx: Tx, ids: readonly string[]): Promise<ExampleRow[]> {
  return ids.length === 0
    ? []
    : tx
        .select()
        .from(examples)
        .where(inArray(examples.id, [...ids]));
}

/** What became of an example: itself, or the row that went on where a sealed version kept the old one. */
export async function successorOf(tx: Tx, id: string): Promise<ExampleRow | undefined> {
  const [base = id] = id.split('.');
  const rows = await tx
    .select()
    .from(examples)
    .where(and(or(eq(examples.id, base), like(examples.id, `${base}.%`)), isNull(examples.untilVersion)));
  return rows[0];
}

/** Changes an example in the open version; a row that a sealed version has ends, and another goes on. */
export async function changeExample(
  tx: Tx,
  row: ExampleRow,
  version: number,
  item: ExampleItem,
): Promise<ExampleRow> {
  const changed = { item, questionKey: questionKey(item) };
  if (row.fromVersion === version) {
    const rows = await tx.update(examples).set(changed).where(eq(examples.id, row.id)).returning();
    return rows[0] as ExampleRow;
  }
  await endExample(tx, row, version);
  const next = { ...row, ...changed, id: revised(row.id, version), fromVersion: version, untilVersion: null };
  return (await tx.insert(examples).values(next).returning())[0] as ExampleRow;
}

/** Sorts where the old one did: what somebody edits must not jump to the end of the list. */
function revised(id: string, version: number): string {
  return `${baseOf(id)}.${version}`;
}

export async function endExample(tx: Tx, row: ExampleRow, version: number): Promise<void> {
  if (row.fromVersion === version) await tx.delete(examples).where(eq(examples.id, row.id));
  else await tx.update(examples).set({ untilVersion: version }).where(eq(examples.id, row.id));
}

/** Questions count as the same when they differ in case, spacing or punctuation only, and the same groups ask them. */
export function questionKey(item: ExampleItem): string {
  return [sameText(item.question), ...[...item.groups].sort()].join('|').slice(0, 2_000);
}

/** How many of their words two questions must share to count as one. */
const ALIKE = 0.8;

/**
 * The example of the newest version that asks the same question, or one with nearly the same words; among those that
 * everybody may see who may see what has this restriction.
 */
export async function sameQuestion(
  tx: Tx,
  dataset: { id: string; version: number },
  { key, restrictedTo }: { key: string; restrictedTo: string[][] },
): Promise<ExampleRow | undefined> {
  const visible = or(eq(examples.restrictedTo, []), eq(examples.restrictedTo, restrictedTo));
  const rows = await tx
    .select({ id: examples.id, key: examples.questionKey })
    .from(examples)
    .where(and(asOf(dataset.id, dataset.version), visible));
  const found = rows.find((row) => row.key === key) ?? rows.find((row) => alike(row.key, key));
  return found && (await findExample(tx, found.id));
}

/** Jaccard's index of the words; a question about another number or article is another question. */
function alike(a: string, b: string): boolean {
  const [x, y] = [new Set(a.split(' ')), new Set(b.split(' '))];
  const differing = [...x.symmetricDifference(y)];
  if (differing.some((word) => /\p{N}/u.test(word))) return false;
  return 1 - differing.length / x.union(y).size >= ALIKE;
}
