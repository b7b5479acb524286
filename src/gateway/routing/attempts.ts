import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, type Soon } from '../../kernel/index.ts';
import type { Candidate } from '../egress/check-egress.ts';
import { gatewayErrors } from '../errors.ts';
import { type Health, healthKey } from './health.ts';

interface AttemptOptions<T> {
  /** In the order to try. */
  candidates: readonly Candidate[];
  /** Further attempts at each. */
  retries: number;
  hedgeAfterMs: number | undefined;
  /** Whose signal says that the caller has left; looked at only when something went wrong. */
  context: { signal: AbortSignal };
  health: Health;
  /** @param own the signal of an attempt that may be given up alone */
  run(candidate: Candidate, own?: AbortSignal): Soon<T>;
  /** Closes an answer that came second. */
  discard(answer: T): void;
}

/** What another attempt, or another model, may mend. */
const PASSING = new Set([
  'gateway.unreachable',
  'gateway.upstream_timeout',
  'gateway.upstream_cut',
  'gateway.upstream_busy',
  'gateway.upstream_failed',
  'gateway.bad_answer',
  'gateway.circuit_open',
]);
/** What the same model would answer again, but another one would not. */
const ITS_OWN = new Set([
  'gateway.rejected_key',
  'gateway.unknown_model',
  'gateway.upstream_not_found',
  'gateway.context_exceeded',
  'gateway.forbidden_address',
]);
/** What only the provider itself can have said. */
const REFUSALS = new Set([
  'gateway.rejected_key',
  'gateway.upstream_not_found',
  'gateway.context_exceeded',
  'gateway.upstream_rejected',
  'gateway.upstream_conflict',
  'gateway.upstream_too_large',
  'gateway.upstream_unprocessable',
]);
const BASE_MS = 200;
const LONGEST_MS = 5_000;

/**
 * Asks the first model, again where that may help, then the next ones. Nothing has been sent to the caller while this
 * runs: an answer that has begun is never continued by another model.
 * @throws the last failure when all have failed
 */
export function attempt<T>(options: AttemptOptions<T>): Promise<T> {
  const { candidates, hedgeAfterMs } = options;
  const [only] = candidates;
  if (only && candidates.length === 1) return again(options, only, false, undefined);
  if (hedgeAfterMs === undefined || candidates.length < 2) return inTurn(options, candidates);
  return hedged(options, hedgeAfterMs);
}

async function inTurn<T>(
  options: AttemptOptions<T>,
  candidates: readonly Candidate[],
  own?: AbortSignal,
): Promise<T> {
  let last: unknown;
  for (const [i, candidate] of candidates.entries()) {
    try {
      return await again(options, candidate, i < candidates.length - 1, own);
    } catch (error) {
      if ((own ?? options.context.signal).aborted || !mayFallBack(error)) throw error;
      last = error;
    }
  }
  throw last;
}

async function again<T>(
  { retries, health, run, context }: AttemptOptions<T>,
  candidate: Candidate,
  others: boolean,
  own: AbortSignal | undefined,
): Promise<T> {
  const { model, place } = candidate;
  const key = healthKey(place?.id, model);
  for (let n = 0; ; n += 1) {
    const rest = health.restsFor(key);
    if (rest > 0) throw gatewayErrors.circuit_open({ provider: model, seconds: Math.ceil(rest / 1000) });
    const began = performance.now();
    try {
      const answer = await run(candidate, own);
      health.succeeded(key, performance.now() - began);
      return answer;
    } catch (error) {
      const signal = own ?? context.signal;
      if (signal.aborted) throw error;
      if (!isPassing(error)) {
        // A place that rests must not go on to because its test was a bad request.
        if (error instanceof Failure && REFUSALS.has(error.code)) health.refused(key);
        throw error;
      }
      health.failed(key);
      const wait = waitFor(error, n);
      // One that asks to be left alone for long is left alone; with others to ask, at once.
      const leave = n >= retries || wait > LONGEST_MS || (others && isBusy(error));
      if (leave) throw error;
      await sleep(wait, undefined, { signal });
    }
  }
}

/** The first alone, the rest beside it when it has not begun after a while; whoever begins first is used. */
async function hedged<T>(options: AttemptOptions<T>, afterMs: number): Promise<T> {
  const { candidates, discard } = options;
  const { signal } = options.context;
  const stops = [new AbortController(), new AbortController()] as const;
  const [one, other] = stops.map((stop) => AbortSignal.any([signal, stop.signal])) as [
    AbortSignal,
    AbortSignal,
  ];
  const first = inTurn(options, candidates.slice(0, 1), one);
  const slow = Symbol('slow');
  const early = await Promise.race([
    first.catch(() => slow),
    sleep(afterMs, slow, { signal }).catch(() => slow),
  ]);
  if (early !== slow) return early as T;
  const second = inTurn(options, candidates.slice(1), other);
  const winner = await Promise.any([first.then(() => 0), second.then(() => 1)]).catch(() => 1);
  stops[winner === 0 ? 1 : 0].abort();
  (winner === 0 ? second : first).then(discard, () => undefined);
  return winner === 0 ? first : second;
}

function isPassing(error: unknown): error is Failure {
  return error instanceof Failure && PASSING.has(error.code);
}

function mayFallBack(error: unknown): boolean {
  return isPassing(error) || (error instanceof Failure && ITS_OWN.has(error.code));
}

function isBusy(error: Failure): boolean {
  return error.code === 'gateway.upstream_busy';
}

/** Milliseconds: what the provider asks for, else a random part of a doubling time, so that callers do not come back together. */
function waitFor(error: Failure, n: number): number {
  if (typeof error.params.seconds === 'number') return error.params.seconds * 1000;
  return Math.random() * BASE_MS * 2 ** n;
}
