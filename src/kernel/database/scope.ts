import { NodePgDatabase, type NodePgQueryResultHKT, NodePgSession } from 'drizzle-orm/node-postgres';
import { PgDialect, type PgTransaction } from 'drizzle-orm/pg-core';
import type pg from 'pg';

/** What a store's functions take: a transaction that sees one workspace (or, in system scope, all of them). */
export type Tx = Pick<
  PgTransaction<NodePgQueryResultHKT>,
  | 'select'
  | 'selectDistinct'
  | 'selectDistinctOn'
  | 'insert'
  | 'update'
  | 'delete'
  | 'execute'
  | '$with'
  | 'with'
  | '$count'
>;

/**
 * The only ways to the data. Row-level security compares each row's workspace with the scope of the transaction, so
 * a query that forgets its `where workspace_id` returns nothing of anybody else.
 */
export interface Database {
  /** Runs `work` in a transaction that sees only this workspace's rows. */
  in<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` across workspaces: sign-in, background work, start-up. Never with input from a request as a filter alone. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

const EVERY_WORKSPACE = '*';

/** One for all transactions: it remembers the names of columns, which `drizzle()` would work out anew in each. */
const dialect = new PgDialect({ casing: 'snake_case' });
const handles = new WeakMap<pg.PoolClient, Tx>();

export function scoped(pool: pg.Pool, role: string | undefined): Database {
  const run = async <T>(scope: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await begin(client, scope, role);
      const result = await work(over(client));
      await client.query('commit');
      return result;
    } catch (error) {
      // A connection that cannot even roll back is dead: releasing it with the error takes it out of the pool.
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return {
    in: (workspaceId, work) => {
      if (workspaceId === EVERY_WORKSPACE) throw new Error('a workspace id is needed here');
      return run(workspaceId, work);
    },
    system: (work) => run(EVERY_WORKSPACE, work),
  };
}

/** One for each connection, so that what is prepared for it can be found again. */
function over(client: pg.PoolClient): Tx {
  const known = handles.get(client);
  if (known) return known;
  const made = new NodePgDatabase(dialect, new NodePgSession(client, dialect, undefined), undefined);
  handles.set(client, made);
  return made;
}

async function begin(client: pg.PoolClient, scope: string, role: string | undefined): Promise<void> {
  const become = role ? `set local role ${role};` : '';
  const setting = client.escapeLiteral(scope);
  await client.query(`begin; ${become} select set_config('sevenfold.workspace', ${setting}, true)`);
}
