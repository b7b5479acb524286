import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../kernel/index.ts';
import { type ParseLimits, type Reason, Unreadable } from './blocks.ts';
import type { ParseJob, ParseReply } from './host.ts';
import type { ParseResult } from './parse.ts';

export interface Parser {
  /** Reads one file in the parsing process. @throws Unreadable, also when it took too long or too much memory. */
  parse(name: string, mediaType: string, bytes: Uint8Array): Promise<ParseResult>;
  close(): void;
}

const HOST = fileURLToPath(new URL('./host.ts', import.meta.url));
const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const WATCH_MS = 50;
/**
 * The limit is on computing time, so that a good file does not fail because the machine is busy with something else.
 * On the clock it may take so many times as long.
 */
const SLOW_MACHINE = 6;
/** Of /proc, on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
/** The process ends when nothing was parsed for so long; it starts again in a fifth of a second. */
const IDLE_MS = 20_000;

/** One parsing process, one file at a time; after a kill the next file gets a fresh one. */
export function createParser(config: Config): Parser {
  const limits: ParseLimits = {
    maxPages: config.PARSE_MAX_PAGES,
    maxUnpackedBytes: 2 ** 28,
    maxEntries: 10_000,
  };
  let child: ChildProcess | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 0;
  let idle: NodeJS.Timeout | undefined;

  const stop = () => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  const run = async (name: string, mediaType: string, bytes: Uint8Array): Promise<ParseResult> => {
    clearTimeout(idle);
    // It may have died while it had nothing to do: of lack of memory on the machine, say.
    if (!child?.connected) child = start(config.PARSE_MEMORY_MB);
    nextId += 1;
    try {
      return await converse(child, { id: nextId, name, mediaType, bytes, limits }, config);
    } catch (error) {
      if (!(error instanceof Unreadable) || KILLED.has(error.reason)) stop();
      throw error;
    } finally {
      idle = setTimeout(stop, IDLE_MS).unref();
    }
  };
  return {
    parse(name, mediaType, bytes) {
      const mine = queue.then(() => run(name, mediaType, bytes));
      queue = mine.catch(() => {});
      return mine;
    },
    close() {
      clearTimeout(idle);
      stop();
    },
  };
}

const KILLED = new Set<Reason>(['timeout', 'out_of_memory', 'crashed']);

function start(memoryMb: number): ChildProcess {
  const child = fork(HOST, [], {
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      '--permission',
      `--allow-fs-read=${PROJECT}`,
      `--max-old-space-size=${memoryMb}`,
      '--no-warnings',
    ],
  });
  child.on('error', () => {});
  child.unref();
  child.channel?.unref();
  return child;
}

/** Sends one job and waits for its answer, its time or its memory to run out, whichever comes first. */
function converse(child: ChildProcess, job: ParseJob, config: Config): Promise<ParseResult> {
  return new Promise((resolve, reject) => {
    const fail = (reason: Reason) => settle(() => reject(new Unreadable(reason)));
    const limit = config.PARSE_TIMEOUT_SECONDS;
    const before = cpuSeconds(child.pid);
    const patience = before === undefined ? limit : limit * SLOW_MACHINE;
    const timer = setTimeout(() => fail('timeout'), patience * 1000);
    const watch = setInterval(() => {
      if (residentMb(child.pid) > config.PARSE_MEMORY_MB) fail('out_of_memory');
      if ((cpuSeconds(child.pid) ?? 0) - (before ?? 0) > limit) fail('timeout');
    }, WATCH_MS);
    const onMessage = (reply: ParseReply) => {
      if (reply.id !== job.id) return;
      if ('result' in reply) settle(() => resolve(reply.result));
      else settle(() => reject(new Unreadable(reply.reason as Reason)));
    };
    const onExit = () => fail('crashed');
    const settle = (done: () => void) => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.channel?.unref();
      done();
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.channel?.ref();
    child.send(job, (error) => error && fail('crashed'));
  });
}

/** Resident memory in MiB; 0 where the system does not tell, then the heap limit alone holds. */
function residentMb(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
}

/** Computing time of a process so far; undefined where the system does not tell, then the clock alone holds. */
function cpuSeconds(pid: number | undefined): number | undefined {
  try {
    // The name of the program, in brackets, may hold spaces; user and system time are the 12th and 13th after it.
    const [user, system] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
    return (Number(user) + Number(system)) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}
