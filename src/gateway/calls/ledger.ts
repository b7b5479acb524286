import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Log } from '../../kernel/index.ts';
import type { Permit } from '../limits/admission.ts';
import { type CallMeter, openMeter } from './call-meter.ts';
import { type CallRow, type EncodedCall, encodeCall, insertCalls } from './calls-store.ts';
import type { CallFacts } from './meter.ts';
import type { EndedCall } from './watch-calls.ts';

/** Calls that ended are on disk after this long: no more than that is lost when the process is killed. */
const FLUSH_MS = 250;
/** With the database away, calls wait here; beyond this the oldest are given up rather than the process. */
const MOST_WAITING = 200_000;

/** Writes down what calls took, off the path of the calls themselves. */
export interface Ledger {
  /** @param permit is given back with what the call took. */
  open(facts: CallFacts, permit: Permit): CallMeter;
  /** Writes what is waiting. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export function openLedger(db: Database, log: Log, watch?: (call: EndedCall) => void): Ledger {
  let waiting: EncodedCall[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    timer = undefined;
    const rows = waiting;
    if (rows.length === 0) return;
    waiting = [];
    try {
      await db.system((tx) => insertCalls(tx, rows));
    } catch (error) {
      waiting = [...rows, ...waiting].slice(-MOST_WAITING);
      log.warn({ err: error, waiting: waiting.length }, 'calls of models could not be written down yet');
      schedule();
    }
  };
  const schedule = () => {
    timer ??= setTimeout(() => {
      writing = writing.then(write);
    }, FLUSH_MS);
  };
  const add = (row: CallRow) => {
    waiting.push(encodeCall(row));
    schedule();
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };
  return {
    open: (facts, { settle, more }) => openMeter(facts, { settle, more, add, watch }),
    flush,
    async close() {
      // A database that is just coming back gets a second chance; then the process may end.
      for (let n = 0; n < 3; n += 1) {
        await flush();
        if (waiting.length === 0) break;
        await sleep(FLUSH_MS);
      }
      clearTimeout(timer);
    },
  };
}
