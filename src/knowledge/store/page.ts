import { and, asc, type Column, desc, gt, lt, type SQL } from 'drizzle-orm';

/** Which part of a list is asked for, as OpenAI's lists take it. */
export interface PageOf {
  after?: string | undefined;
  before?: string | undefined;
  limit: number;
  order: 'asc' | 'desc';
}

/** What a query of that part adds. */
export interface Slice {
  where: SQL | undefined;
  by: SQL;
  limit: number;
}

export interface Page<T> {
  rows: T[];
  /** Whether there are more, in the direction that was read. */
  more: boolean;
}

/**
 * Reads a part of a list that is ordered by id. The cursor is compared, not looked up: whoever deletes what a page lists
 * goes on with a cursor that names nothing any more.
 */
export async function readPage<T>(
  id: Column,
  { after, before, limit, order }: PageOf,
  read: (slice: Slice) => Promise<T[]>,
): Promise<Page<T>> {
  const [onwards, backwards] = order === 'asc' ? [gt, lt] : [lt, gt];
  const where = and(after ? onwards(id, after) : undefined, before ? backwards(id, before) : undefined);
  // Before something is what stands next to it, so it is read from there.
  const back = before !== undefined && after === undefined;
  const by = (order === 'asc') === back ? desc(id) : asc(id);
  const rows = await read({ where, by, limit: limit + 1 });
  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  return { rows: back ? page.reverse() : page, more };
}
