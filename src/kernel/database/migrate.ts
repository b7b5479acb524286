import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { secureRows } from './row-security.ts';
import { surviveLoss } from './survive-loss.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url));
/** Arbitrary but fixed: every process of every version must take the same lock. */
const MIGRATION_LOCK = 7_117_001;

/**
 * Brings the schema up to date. The advisory lock makes a second process that starts at the same moment wait and
 * then find nothing to do.
 * @throws when the database was written by a newer version, instead of running old code on it.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  surviveLoss(pool, () => {});
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(client);
    await migrate(drizzle(client), {
      migrationsFolder: MIGRATIONS,
      migrationsSchema: 'public',
      migrationsTable: 'schema_versions',
    });
    await secureRows(pool);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    client.release();
    await pool.end();
  }
}

async function refuseNewer(client: pg.PoolClient): Promise<void> {
  const table = await client.query(`select to_regclass('public.schema_versions') as name`);
  if (table.rows[0]?.name === null) return;
  const { rows } = await client.query('select max(created_at) as newest from public.schema_versions');
  const journal = JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, 'utf8'));
  const known = Math.max(0, ...journal.entries.map((entry: { when: number }) => entry.when));
  if (rows[0]?.newest && Number(rows[0].newest) > known) {
    throw new Error(
      'The database was written by a newer version of Sevenfold. Start that version, or restore a backup made before the upgrade.',
    );
  }
}
