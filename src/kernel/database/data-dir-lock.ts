import { hostname } from 'node:os';
import pg from 'pg';
import type { Log } from '../log.ts';

/** Another server works in this data directory. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse';
}

/**
 * Makes this process the only server of a data directory. The lock is a PostgreSQL session lock: it ends with the
 * process however that ends, so there is no stale lock file to clean up after kill -9.
 * @param lost called before this process ends because another one has taken the lock while the database was away
 */
export async function lockDataDir(
  url: string,
  dataDir: string,
  log: Log,
  lost: () => void = () => {},
): Promise<() => Promise<void>> {
  let client = await take(url, dataDir);
  let released = false;
  const keep = (held: pg.Client) => {
    held.once('error', async () => {
      while (!released) {
        try {
          client = await take(url, dataDir);
          keep(client);
          return;
        } catch (error) {
          if (error instanceof DataDirInUse) {
            log.fatal(error.message);
            lost();
            process.exit(1);
          }
          await new Promise((resolve) => setTimeout(resolve, 250));
        }
      }
    });
  };
  keep(client);
  return async () => {
    released = true;
    await client.end().catch(() => {});
  };
}

async function take(url: string, dataDir: string): Promise<pg.Client> {
  const key = `${hostname()}:${dataDir}`;
  const client = new pg.Client({
    connectionString: url,
    application_name: `sevenfold-server:${process.pid}`,
  });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query('select pg_try_advisory_lock(7117, hashtext($1)) as taken', [key]);
  if (rows[0]?.taken) return client;
  const holder = await client.query(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.classid = 7117 and l.objid = (hashtext($1)::bigint & 4294967295)::oid`,
    [key],
  );
  await client.end();
  const pid = String(holder.rows[0]?.name ?? '').split(':')[1];
  throw new DataDirInUse(
    `Another Sevenfold server${pid ? ` (process ${pid})` : ''} is using the data directory ${dataDir}. Stop it, or set SEVENFOLD_DATA_DIR to another folder. To add a worker beside it, run "sevenfold worker".`,
  );
}
