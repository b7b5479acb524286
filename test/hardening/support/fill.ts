import type pg from 'pg';

interface Column {
  name: string;
  type: string;
  /** True when a row may leave it out. */
  optional: boolean;
}

/** A value that a column of this type takes; what it means does not matter to row-level security. */
const DUMMY: Record<string, string> = {
  text: `'x' || gen_random_uuid()`,
  integer: '1',
  bigint: '1',
  boolean: 'true',
  'double precision': '0',
  real: '0',
  numeric: '0',
  jsonb: `'{}'::jsonb`,
  bytea: `'\\x00'::bytea`,
  ARRAY: `'{}'`,
  'timestamp with time zone': 'now()',
};

/**
 * Puts a row of the workspace into each of these tables. As a superuser who skips foreign keys: the rows need not make
 * sense, they only have to be there, so that a new table is tried without anybody having to think of it.
 */
export async function plantRows(
  client: pg.Client,
  workspaceId: string,
  tables: readonly string[],
): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const table of tables) {
    const needed = (await columnsOf(client, table)).filter(
      ({ name, optional }) => !optional && name !== 'workspace_id',
    );
    const values = needed.map(({ name, type }) => {
      const value = DUMMY[type];
      if (!value) throw new Error(`say in DUMMY what a ${type} may be: ${table}.${name} needs one`);
      return value;
    });
    const names = ['workspace_id', ...needed.map(({ name }) => name)].map((name) => `"${name}"`);
    await client.query(
      `insert into "${table}" (${names.join(', ')}) values (${['$1', ...values].join(', ')}) on conflict do nothing`,
      [workspaceId],
    );
  }
  await client.query('set session_replication_role = default');
}

async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name as name, data_type as type,
       is_nullable = 'YES' or column_default is not null or is_identity = 'YES' as optional
     from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  return rows;
}
