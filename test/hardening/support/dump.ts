import pg from 'pg';
import { inject } from 'vitest';

/** A superuser's connection to a test's database: it sees every row of every workspace. */
export async function asSuperuser<T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
  admin = inject('postgres'),
): Promise<T> {
  const name = new URL(databaseUrl).pathname;
  const client = new pg.Client({ connectionString: `${admin}${name}` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table as text, by table: what a stolen backup holds. */
export function dumpTables(databaseUrl: string, admin?: string): Promise<Map<string, string>> {
  const dumping = async (client: pg.Client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const dump = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      dump.set(name, rows.map(({ row }) => row + readable(row)).join('\n'));
    }
    return dump;
  };
  return asSuperuser(databaseUrl, dumping, admin);
}

/** Bytes are printed as hexadecimal; what they say is looked through too. */
function readable(row: string): string {
  const bytes = row.match(/\\x[0-9a-f]{16,}/g) ?? [];
  return bytes.map((hex) => ` ${Buffer.from(hex.slice(2), 'hex').toString('latin1')}`).join('');
}
