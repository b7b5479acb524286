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
  /** The same for work that only reads (PostgreSQL refuses the rest): its result does not wait for the end of the transaction. */
  read<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` across workspaces: sign-in, background work, start-up. Never with input from a request as a filter alone. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

const EVERY_WORKSPACE = '*';

type Mode = 'read write' | 'read only';

/** One for all transactions: it remembers the names of columns, which `drizzle()` would work out anew in each. */
const dialect = new PgDialect({ casing: 'snake_case' });
const handles = new WeakMap<pg.PoolClient, Tx>();

export function scoped(pool: pg.Pool, role: string | undefined): Database {
  const run = async <T>(scope: string, work: (tx: Tx) => Promise<T>, mode: Mode): Promise<T> => {
    const client = await pool.connect();
    try {
      await begin(client, scope, role, mode);
      const result = await work(over(client));
      const ended = client.query('commit');
      if (mode === 'read write') await ended;
      ended.then(
        () => client.release(),
        (error) => client.release(error),
      );
      return result;
    } catch (error) {
      // A connection that cannot even roll back is dead: releasing it with the error takes it out of the pool.
      const broken = await client.query('rollback').then(
        () => undefined,
        (failure: Error) => failure,
      );
      client.release(broken);
      throw error;
    }
  };
  const workspace = (id: string) => {
    if (id === EVERY_WORKSPACE) throw new Error('a workspace id is needed here');
    return id;
  };
  return {
    in: (workspaceId, work) => run(workspace(workspaceId), work, 'read write'),
    read: (workspaceId, work) => run(workspace(workspaceId), work, 'read only'),
    system: (work) => run(EVERY_WORKSPACE, work, 'read write'),
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

async function begin(
  client: pg.PoolClient,
  scope: string,
  role: string | undefined,
  mode: Mode,
): Promise<void> {
  const become = role ? `set local role ${role};` : '';
  const setting = client.escapeLiteral(scope);
  await client.query(`begin ${mode}; ${become} select set_config('sevenfold.workspace', ${setting}, true)`);
}
