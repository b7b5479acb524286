import { hostname } from 'node:os';
import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import type { Connection } from '../database/connect.ts';
import { surviveLoss } from '../database/survive-loss.ts';
import type { Log } from '../log.ts';
import { Debts } from './debts.ts';
import { Heartbeat } from './heartbeat.ts';

/** Runs one step at most once per recorded result: after a crash a finished step answers from its record. */
export type Step = <T>(name: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** A durable job: what it is given must be JSON, and its body may have effects only inside steps. */
export interface Job<I> {
  /** Starts the job once per id; a second start with the same id changes nothing. */
  start(id: string, input: I): Promise<void>;
  /** Sees to it that the job is under way: starts it if it never was, or once more if it ended in an error. */
  ensure(id: string, input: I): Promise<void>;
}

export interface Durable {
  /** Declares a job. All jobs must be declared before `launch`. */
  job<I>(name: string, options: JobOptions, body: (input: I, step: Step) => Promise<void>): Job<I>;
  /** Work that makes up for a crash between a commit and the start of its job; runs at launch and every few seconds. */
  reconcile(name: string, work: () => Promise<void>): void;
  /** Writes how a request ended: now, or as soon as the database is back. */
  surely(work: () => Promise<void>): Promise<void>;
  /**
   * When the longest-running live process began: what began earlier and is not durable (a request) ended with the
   * process that worked on it.
   */
  livingSince(): Promise<Date>;
  launch(): Promise<void>;
  cancel(id: string): Promise<void>;
  /** Stops taking jobs, lets running ones finish for `drainMs`, and leaves the rest to others. A second call waits for the first. */
  shutdown(drainMs: number): Promise<void>;
}

export interface JobOptions {
  /** How many of these one process works on at a time. */
  perProcess: number;
}

/** Jobs in flight are tied to this; raise it only when a job's steps change in an incompatible way. */
const JOBS_VERSION = '1';
const QUEUE_POLL_MS = 200;

export function createDurable(url: string, connection: Connection, log: Log): Durable {
  /** By the queue's name. */
  const queues = new Map<string, JobOptions>();
  const reconcilers = new Map<string, () => Promise<void>>();
  // A pool of our own: the one DBOS makes queries a connection while it is still being set up, which pg warns about.
  const pool = new pg.Pool({ connectionString: url, max: 10, application_name: 'sevenfold-jobs' });
  surviveLoss(pool, (error) => log.warn({ err: error }, 'an idle job database connection broke'));
  const executorId = `${hostname()}:${process.pid}:${Date.now().toString(36)}`;
  /** Ends what still runs when this process leaves: its model and its database go away beneath it. */
  const leaving = new AbortController();
  const runStep = stepUntil(leaving.signal);
  const debts = new Debts(log);
  reconcilers.set('debts', () => debts.pay());
  const heartbeat = new Heartbeat(executorId, connection, log, reconcilers);

  let ending: Promise<void> | undefined;
  const end = async (drainMs: number) => {
    await heartbeat.stop();
    await DBOS.shutdown({ workflowCompletionTimeoutMS: drainMs });
    leaving.abort();
    await heartbeat.giveUp();
    await pool.end();
  };

  return {
    job<I>(name: string, options: JobOptions, body: (input: I, step: Step) => Promise<void>): Job<I> {
      const queueName = queueOf(options);
      queues.set(queueName, options);
      const workflow = DBOS.registerWorkflow((input: I) => body(input, runStep), {
        name,
        maxRecoveryAttempts: 1_000,
      });
      const start = async (id: string, input: I) => {
        const enqueueOptions = { queuePartitionKey: name };
        await DBOS.startWorkflow(workflow, { workflowID: id, queueName, enqueueOptions })(input);
      };
      return {
        start,
        async ensure(id, input) {
          const attempts = await DBOS.listWorkflows({ workflow_id_prefix: id });
          if (attempts.some(({ status }) => ACTIVE.some((active) => active === status))) return;
          await start(attempts.length === 0 ? id : `${id}~${attempts.length}`, input);
        },
      };
    },
    reconcile: (name, work) => void reconcilers.set(name, work),
    surely: (work) => debts.surely(work),
    livingSince: () => heartbeat.livingSince(),
    async launch() {
      await heartbeat.announce();
      DBOS.setConfig({
        name: 'sevenfold',
        systemDatabaseUrl: url,
        systemDatabasePool: pool,
        applicationVersion: JOBS_VERSION,
        executorID: executorId,
        logger: quiet(log),
      });
      await DBOS.launch();
      for (const [name, options] of queues) {
        await DBOS.registerQueue(name, {
          partitionWorkerConcurrency: options.perProcess,
          minPollingIntervalMs: QUEUE_POLL_MS,
          onConflict: 'always_update',
        });
      }
      await forgetOthers();
      heartbeat.start();
    },
    cancel: (id) => DBOS.cancelWorkflow(id),
    shutdown(drainMs) {
      ending ??= end(drainMs);
      return ending;
    },
  };
}

const ACTIVE = ['PENDING', 'ENQUEUED', 'DELAYED'] as const;

/**
 * Jobs of which a process works on equally many share a queue, each job a part of it: every queue asks the database
 * several times a second whether there is work, and one for each job made an idle server use a tenth of a core.
 */
function queueOf({ perProcess }: JobOptions): string {
  return `jobs, ${perProcess} at a time`;
}

const SHARED = /^jobs, \d+ at a time$/;

/** Queues of one job each, as they once were, are asked as often as ours; they go once nothing waits in them. */
async function forgetOthers(): Promise<void> {
  for (const { name } of await DBOS.listQueues()) {
    // One that is not ours but named like ours is of a process of another version, which works on it.
    if (SHARED.test(name)) continue;
    const waiting = await DBOS.listWorkflows({ queueName: name, status: [...ACTIVE], limit: 1 });
    if (waiting.length === 0) await DBOS.deleteQueue(name);
  }
}

/** A failing step is tried again for about four minutes: a database that restarts is no reason to give up a job. */
const RETRIES = { retriesAllowed: true, maxAttempts: 9, intervalSeconds: 1, backoffRate: 2 };

/**
 * What a step makes of being cut short is not recorded: the process that comes after does it again. Without this a
 * planned restart would leave failed documents and wrong answers behind, where `kill -9` leaves none.
 */
const stepUntil =
  (leaving: AbortSignal): Step =>
  (name, work) => {
    const attempt = async () => {
      leaving.throwIfAborted();
      const cancelled = DBOS.stepStatus?.cancelSignal;
      const result = await work(cancelled ? AbortSignal.any([cancelled, leaving]) : leaving);
      leaving.throwIfAborted();
      return result;
    };
    return DBOS.runStep(attempt, { name, ...RETRIES });
  };

/** DBOS narrates every start and recovery at info; that is our debug. */
function quiet(log: Log) {
  const say = (entry: unknown) => (typeof entry === 'string' ? entry : JSON.stringify(entry));
  return {
    info: (entry: unknown) => log.debug(say(entry)),
    debug: (entry: unknown) => log.trace(say(entry)),
    warn: (entry: unknown) => log.warn(say(entry)),
    error: (entry: unknown) => log.error(say(entry)),
  };
}
