import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import { and, eq, min, ne, sql } from 'drizzle-orm';
import { isAlive } from '../database/cluster.ts';
import type { Connection } from '../database/connect.ts';
import type { Log } from '../log.ts';
import { executors } from './schema.ts';

const BEAT_MS = 3_000;
/** Silence after which a process counts as dead. Beat + silence + one round stays below the promised 30 s. */
const SILENCE_SECONDS = 15;

/**
 * DBOS recovers a dead process's jobs only when told which process died. Each process writes a heartbeat and looks
 * for those that stopped; what it finds goes back to the queue for whoever is alive.
 */
export class Heartbeat {
  readonly #id: string;
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #reconcilers: ReadonlyMap<string, () => Promise<void>>;
  #stop = new AbortController();
  #loop: Promise<unknown> = Promise.resolve();

  constructor(
    id: string,
    connection: Connection,
    log: Log,
    reconcilers: ReadonlyMap<string, () => Promise<void>>,
  ) {
    this.#id = id;
    this.#connection = connection;
    this.#log = log;
    this.#reconcilers = reconcilers;
  }

  /** Writes the first beat; it must be there before the first job is taken, or a crash right after would orphan it. */
  async announce(): Promise<void> {
    await this.#connection.raw.insert(executors).values({ id: this.#id, host: hostname(), pid: process.pid });
  }

  start(): void {
    const beat = async () => {
      await this.#beat();
      await this.#recoverDead();
    };
    const reconcile = async () => {
      for (const [what, work] of this.#reconcilers) await this.#each(what, work);
    };
    // Apart from each other: a long reconciliation must not look like a dead process.
    this.#loop = Promise.all([this.#repeat(beat), this.#repeat(reconcile)]);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  /** When the first of the processes that are known to live wrote its first beat. */
  async livingSince(): Promise<Date> {
    const rows = await this.#connection.raw.select({ since: min(executors.startedAt) }).from(executors);
    return rows[0]?.since ?? new Date(0);
  }

  /** After shutdown: whatever did not finish is for others at once, without waiting for the silence. */
  async giveUp(): Promise<void> {
    await this.#connection.raw
      .update(executors)
      .set({ seenAt: sql`to_timestamp(0)` })
      .where(eq(executors.id, this.#id));
  }

  /** One that fails, be it at every beat, must not keep the others from what they mend. */
  async #each(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#log.warn({ err: error, what }, 'what a crash may have left could not be looked for');
    }
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await work();
      } catch (error) {
        this.#log.warn({ err: error }, 'the heartbeat missed a beat');
      }
      await sleep(BEAT_MS, undefined, { signal: this.#stop.signal }).catch(() => {});
    }
  }

  async #beat(): Promise<void> {
    await this.#connection.raw
      .insert(executors)
      .values({ id: this.#id, host: hostname(), pid: process.pid })
      .onConflictDoUpdate({ target: executors.id, set: { seenAt: sql`now()` } });
  }

  async #recoverDead(): Promise<void> {
    const others = await this.#connection.raw
      .select({
        id: executors.id,
        host: executors.host,
        pid: executors.pid,
        silent: sql<boolean>`${executors.seenAt} < now() - make_interval(secs => ${SILENCE_SECONDS})`,
      })
      .from(executors)
      .where(and(ne(executors.id, this.#id)));
    for (const other of others) {
      // On our own machine we need not wait: the process is there or it is not. Our own pid is ours, not a namesake's.
      const gone = other.host === hostname() && (other.pid === process.pid || !isAlive(other.pid));
      if (!other.silent && !gone) continue;
      const recovered = await DBOSExecutor.globalInstance?.recoverPendingWorkflows([other.id]);
      // The row goes only after its jobs are back in the queue: two finders do the same harmless thing twice, but a
      // finder that dies in between would otherwise lose them.
      await this.#connection.raw.delete(executors).where(eq(executors.id, other.id));
      this.#log.info(
        { executor: other.id, jobs: recovered?.length ?? 0 },
        'took over from a process that is gone',
      );
    }
  }
}
