import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../log.ts';
import { type Database, scoped } from './scope.ts';
import { surviveLoss } from './survive-loss.ts';

export interface Connection {
  db: Database;
  /** The unscoped handle, for migrations and for Better Auth's own tables. */
  raw: NodePgDatabase;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** The role that queries run as when the connection's own role would bypass row-level security. */
export const APP_ROLE = 'sevenfold_app';

/** Opens the pool. Connections that break (database restarted) are dropped, not thrown. */
export async function connect(url: string, log: Log): Promise<Connection> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 5_000,
    application_name: 'sevenfold',
  });
  surviveLoss(pool, (error) => log.warn({ err: error }, 'an idle database connection broke'));
  const bypasses = await bypassesRowSecurity(pool);
  const raw = drizzle(pool, { casing: 'snake_case' });
  return {
    raw,
    pool,
    db: scoped(pool, bypasses ? APP_ROLE : undefined),
    close: () => pool.end(),
  };
}

/** A superuser, or a role with BYPASSRLS, is not bound by row-level security. */
export async function bypassesRowSecurity(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(
    'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user',
  );
  return rows[0]?.bypasses === true;
}
