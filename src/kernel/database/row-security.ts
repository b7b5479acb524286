import type pg from 'pg';
import { APP_ROLE, bypassesRowSecurity } from './connect.ts';

const VISIBLE = `workspace_id = current_setting('sevenfold.workspace', true) or current_setting('sevenfold.workspace', true) = '*'`;

/**
 * Puts every table that has a workspace_id behind row-level security. It runs after each migration over whatever
 * tables there are, so that a new table cannot be forgotten.
 */
export async function secureRows(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; done: boolean }>(`
    select c.table_name as name,
      exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = c.table_name and p.policyname = 'workspace_only') as done
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'`);
  for (const { name, done } of rows) {
    if (done) continue;
    await pool.query(`
      alter table "${name}" enable row level security;
      alter table "${name}" force row level security;
      create policy workspace_only on "${name}" using (${VISIBLE}) with check (${VISIBLE})`);
  }
  if (await bypassesRowSecurity(pool)) await grantToAppRole(pool);
}

async function grantToAppRole(pool: pg.Pool): Promise<void> {
  const { rowCount } = await pool.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
  if (rowCount === 0) await pool.query(`create role ${APP_ROLE} nologin`);
  await pool.query(`
    grant ${APP_ROLE} to current_user;
    grant usage on schema public to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema public to ${APP_ROLE};
    grant usage on all sequences in schema public to ${APP_ROLE}`);
}
