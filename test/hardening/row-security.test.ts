import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect } from '../../src/kernel/database/connect.ts';
import { migrateDatabase } from '../../src/kernel/database/migrate.ts';
import type { Tx } from '../../src/kernel/index.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { asSuperuser } from './support/dump.ts';
import { plantRows } from './support/fill.ts';

/**
 * The second wall behind the injection tests: whatever a query forgets or lets in, PostgreSQL itself shows it the rows
 * of one workspace only. A new table is covered from its first migration on, or these tests fail.
 */

/** Tables that belong to no workspace, each with the reason. Nothing is added here without one. */
const WITHOUT_WORKSPACE = {
  users: 'a person may be in several workspaces; Better Auth reads it by address or session',
  sessions: "a person's sessions; Better Auth's",
  accounts: "a person's password hash; Better Auth's",
  verifications: "Better Auth's; unused",
  executors: 'processes of this installation',
  schema_versions: 'which migrations ran',
};

let server: TestServer;
let databaseUrl: string;
let pool: pg.Pool;
/** Two workspaces with rows in every table. */
let a: string;
let b: string;
/** Tables with a workspace_id, asked of the database itself. */
let tables: string[];
beforeAll(async () => {
  server = await startServer();
  databaseUrl = server.platform.kernel.config.DATABASE_URL ?? '';
  ({ pool } = server.platform.kernel.connection);
  // What makes up for crashes would clear planted rows that belong to nothing, while they are counted.
  await server.platform.kernel.durable.shutdown(0);
  a = server.workspaceId;
  b = (await server.otherWorkspace()).workspaceId;
  const { rows } = await pool.query<{ name: string }>(`
    select t.table_name as name from information_schema.tables t
    join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'workspace_id'`);
  tables = rows.map((row) => row.name).sort();
  await asSuperuser(databaseUrl, async (client) => {
    for (const workspaceId of [a, b]) await plantRows(client, workspaceId, tables);
  });
});
afterAll(() => server.stop());

const scoped = <T>(workspaceId: string, work: (tx: Tx) => Promise<T>) =>
  server.platform.kernel.db.in(workspaceId, work);
const countIn = async (tx: Tx, table: string, where = sql`true`): Promise<number> =>
  Number(
    (await tx.execute(sql`select count(*) as n from ${sql.identifier(table)} where ${where}`)).rows[0]?.n,
  );

describe('row-level security', () => {
  it('is forced on every table that has a workspace_id, with one policy for everything', async () => {
    expect(tables.length).toBeGreaterThan(15);
    const { rows } = await pool.query<{ name: string; secured: boolean; policies: string[] }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as secured,
        array(select polname::text || ' ' || polcmd::text || ' ' || polpermissive::text
              from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p')`);
    for (const { name, secured, policies } of rows.filter((row) => tables.includes(row.name))) {
      expect([name, secured]).toEqual([name, true]);
      expect([name, policies]).toEqual([name, ['workspace_only * true']]);
    }
  });

  it('is missing only where a short list says why', async () => {
    const { rows } = await pool.query<{ name: string; schema: string }>(`
      select table_name as name, table_schema as schema from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
    const without = rows.filter(({ schema, name }) => schema === 'public' && !tables.includes(name));
    expect(without.map(({ name }) => name).sort()).toEqual(Object.keys(WITHOUT_WORKSPACE).sort());
    // The records of durable jobs hold ids of workspaces and ingestions, no content.
    expect([...new Set(rows.map(({ schema }) => schema))].sort()).toEqual(['dbos', 'public']);
  });

  it('binds the role the server works as: no superuser, no BYPASSRLS, not even for its own tables', async () => {
    const { rows } = await pool.query(
      'select rolsuper, rolbypassrls, rolcreaterole, rolreplication from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolreplication: false },
    ]);
  });

  it('is tried on rows: both workspaces have some in every table', async () => {
    await asSuperuser(databaseUrl, async (client) => {
      for (const table of tables)
        for (const id of [a, b]) {
          const { rows } = await client.query(
            `select count(*)::int as n from "${table}" where workspace_id = $1`,
            [id],
          );
          expect([table, rows[0].n > 0]).toEqual([table, true]);
        }
    });
  });

  it('shows nothing to a query without a scope', async () => {
    for (const table of tables) {
      const { rows } = await pool.query(`select count(*)::int as n from "${table}"`);
      expect([table, rows[0].n]).toEqual([table, 0]);
    }
  });

  it("shows a query in one workspace's scope no row of another, whatever it asks for", async () => {
    for (const table of tables) {
      const seen = await scoped(a, async (tx) => ({
        own: await countIn(tx, table),
        others: await countIn(tx, table, sql`workspace_id <> ${a}`),
        asked: await countIn(tx, table, sql`workspace_id = ${b} or true`),
      }));
      expect([table, seen.others, seen.asked - seen.own, seen.own > 0]).toEqual([table, 0, 0, true]);
    }
  });

  it('lets nobody change, delete or plant a row in another workspace', async () => {
    for (const table of tables) {
      const name = sql.identifier(table);
      const undo = new Error('undone');
      const tried = scoped(a, async (tx) => {
        const moved = await tx.execute(
          sql`update ${name} set workspace_id = workspace_id where workspace_id = ${b}`,
        );
        const gone = await tx.execute(sql`delete from ${name} where workspace_id = ${b}`);
        expect([table, moved.rowCount, gone.rowCount]).toEqual([table, 0, 0]);
        throw undo;
      });
      await expect(tried).rejects.toBe(undo);
      const planted = scoped(a, (tx) => tx.execute(sql`update ${name} set workspace_id = ${b}`));
      await expect(planted, table).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('cannot be talked out of by a scope that is not an id', async () => {
    for (const scope of [
      '',
      'x',
      `x' or '1'='1`,
      `${a}' --`,
      '%',
      `'; select set_config('a.b', '*', true); --`,
    ]) {
      expect(await scoped(scope, (tx) => countIn(tx, 'documents'))).toBe(0);
    }
    expect(() => scoped('*', (tx) => countIn(tx, 'documents'))).toThrow('a workspace id is needed');
  });

  it('does not outlive its transaction on a pooled connection', async () => {
    await Promise.all(Array.from({ length: 30 }, () => scoped(a, (tx) => countIn(tx, 'documents'))));
    const counts = await Promise.all(
      Array.from({ length: 30 }, () => pool.query('select count(*)::int as n from documents')),
    );
    expect(counts.map(({ rows }) => rows[0].n)).toEqual(counts.map(() => 0));
  });

  it('holds too when DATABASE_URL is a superuser, for whom PostgreSQL would skip it', async () => {
    const superuser = `${inject('postgres')}${new URL(databaseUrl).pathname}`;
    await migrateDatabase(superuser);
    const connection = await connect(superuser, server.platform.kernel.log);
    try {
      for (const table of tables) {
        const others = await connection.db.in(a, (tx) => countIn(tx, table, sql`workspace_id <> ${a}`));
        const own = await connection.db.in(a, (tx) => countIn(tx, table));
        expect([table, others, own > 0]).toEqual([table, 0, true]);
      }
    } finally {
      await connection.close();
    }
  });
});
