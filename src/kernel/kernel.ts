import type { Config } from './config/schema.ts';
import { type Connection, connect } from './database/connect.ts';
import { lockDataDir } from './database/data-dir-lock.ts';
import { embeddedUrl, startEmbedded } from './database/embedded.ts';
import { migrateDatabase } from './database/migrate.ts';
import type { Database } from './database/scope.ts';
import { createDurable, type Durable } from './durable/durable.ts';
import { createLog, type Log } from './log.ts';
import { type KeyRing, openKeyRing } from './secrets/key-ring.ts';
import { openTelemetry } from './telemetry/open-telemetry.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** What every room builds on. */
export interface Kernel {
  config: Config;
  log: Log;
  db: Database;
  /** Unscoped access, for Better Auth's own tables only. */
  connection: Connection;
  durable: Durable;
  keyRing: KeyRing;
  /** Undefined unless a collector is configured. */
  telemetry: Telemetry | undefined;
  /** Registers what a room has to close; run in reverse order before the kernel's own. */
  atClose(closer: () => Promise<void> | void): void;
  close(): Promise<void>;
}

/**
 * Opens the kernel. A `server` owns the data directory and starts the embedded PostgreSQL; a `worker` joins what a
 * server started, or a PostgreSQL of one's own.
 */
export async function openKernel(config: Config, role: 'server' | 'worker'): Promise<Kernel> {
  const log = createLog(config);
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const telemetry = await openTelemetry(config, log);
    if (telemetry) closers.push(() => telemetry.close());
    const url = config.DATABASE_URL ?? (await embedded(config, role, log, closers));
    if (config.DATABASE_URL && role === 'server') {
      closers.push(await lockDataDir(url, config.SEVENFOLD_DATA_DIR, log));
    }
    await migrateDatabase(url);
    const connection = await connect(url, log);
    closers.push(connection.close);
    const durable = createDurable(url, connection, log);
    const atClose = (closer: () => Promise<void> | void) => void closers.push(closer);
    return {
      config,
      log,
      db: connection.db,
      connection,
      durable,
      keyRing: openKeyRing(config),
      telemetry,
      atClose,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function embedded(
  config: Config,
  role: 'server' | 'worker',
  log: Log,
  closers: (() => Promise<void> | void)[],
): Promise<string> {
  if (role === 'worker') {
    const url = embeddedUrl(config.SEVENFOLD_DATA_DIR);
    if (url) return url;
    throw new Error(
      `No server is running in ${config.SEVENFOLD_DATA_DIR}. Start one first ("sevenfold start"), or set DATABASE_URL to the PostgreSQL they share.`,
    );
  }
  const postgres = await startEmbedded(config.SEVENFOLD_DATA_DIR, log);
  // Only after the lock is ours: a refused second server must leave the first one's PostgreSQL alone.
  const unlock = await lockDataDir(postgres.url, config.SEVENFOLD_DATA_DIR, log, postgres.leave);
  postgres.watch();
  closers.push(postgres.stop, unlock);
  return postgres.url;
}
