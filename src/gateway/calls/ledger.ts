import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, Failure, type Log, newId } from '../../kernel/index.ts';
import { costOf } from '../prices/prices.ts';
import { type CallRow, type EncodedCall, encodeCall, insertCalls } from './calls-store.ts';
import type { CallFacts, Meter } from './meter.ts';
import type { Tokens } from './tokens.ts';
import type { EndedCall } from './watch-calls.ts';

/** Calls that ended are on disk after this long: no more than that is lost when the process is killed. */
const FLUSH_MS = 250;
/** With the database away, calls wait here; beyond this the oldest are given up rather than the process. */
const MOST_WAITING = 200_000;

/** Writes down what calls took, off the path of the calls themselves. */
export interface Ledger {
  /** @param settle is told the cost in billionths of a dollar and the tokens once, at the end. */
  open(facts: CallFacts, settle: (nanos: number, tokens: number) => void): Meter;
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
    open: (facts, settle) => openMeter(facts, settle, add, watch),
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

function openMeter(
  facts: CallFacts,
  settle: (nanos: number, tokens: number) => void,
  add: (row: CallRow) => void,
  watch: ((call: EndedCall) => void) | undefined,
): Meter {
  const began = performance.now();
  const at = new Date();
  let tokens: Tokens = { prompt: 0, cached: 0, completion: 0 };
  let attempts = 0;
  let provider = '';
  let { model } = facts;
  let answeredBy: string | undefined;
  let firstTokenMs: number | null = null;
  let cache: 'exact' | 'semantic' | null = null;
  let findings: (() => Record<string, number>) | undefined;
  let heard: (() => number | undefined) | undefined;
  let over = false;
  return {
    attempt(toProvider, toModel) {
      attempts += 1;
      provider = toProvider;
      model = toModel;
    },
    served(byProvider, byModel) {
      provider = byProvider;
      model = byModel;
    },
    answeredBy(name) {
      if (typeof name === 'string' && name !== '') answeredBy = name.slice(0, 300);
    },
    first() {
      firstTokenMs ??= performance.now() - began;
    },
    used(used) {
      tokens = used;
    },
    heard(estimate) {
      heard = estimate;
    },
    cached(how) {
      cache = how;
    },
    found(counts) {
      findings = counts;
    },
    end(failure) {
      if (over) return;
      over = true;
      tokens = toldOrEstimated(tokens, facts, cache ? undefined : heard?.());
      const cost = cache ? { nanos: 0, version: null } : costOf(facts.prices, provider, model, tokens);
      settle(cost?.nanos ?? 0, tokens.prompt + tokens.completion);
      const { workspaceId, actorId, memberId, groups, app, version, route, path, stream, dataClass } = facts;
      facts.run?.spent(cost?.nanos);
      const durationMs = performance.now() - began;
      watch?.({
        ...{ facts, at: at.getTime(), durationMs, provider, model, answeredBy, tokens, firstTokenMs },
        ...{ costNanos: cost?.nanos, cache, failure },
      });
      add({
        ...{ id: newId('call'), workspaceId, at, actorId, memberId: memberId ?? null, groups: [...groups] },
        ...{
          app: app ?? null,
          version: version ?? null,
          route: route ?? null,
          provider,
          model,
          path,
          stream,
        },
        status: failure ? (failure instanceof Failure ? failure.status : 499) : 200,
        code: failure ? (failure instanceof Failure ? failure.code : 'request.cancelled') : null,
        attempts,
        ...{ promptTokens: tokens.prompt, cachedTokens: tokens.cached, completionTokens: tokens.completion },
        ...{ costNanos: cost?.nanos ?? null, price: cost?.version ?? null, run: facts.run?.id ?? null },
        durationMs,
        ...{ firstTokenMs, cache, dataClass, findings: found(findings?.()) },
      });
    },
  };
}

/** What was used as the provider told it; else, of an answer that had begun, about that. */
function toldOrEstimated(told: Tokens, facts: CallFacts, completion: number | undefined): Tokens {
  // Moderations never tell, because they cost nothing.
  if (told.prompt + told.completion > 0 || completion === undefined || facts.path === '/moderations')
    return told;
  return { prompt: facts.promptTokens, cached: 0, completion };
}

function found(counts: Record<string, number> | undefined): Record<string, number> | null {
  return counts && Object.keys(counts).length > 0 ? counts : null;
}
