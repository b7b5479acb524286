import { Failure, newId } from '../../kernel/index.ts';
import { costOf } from '../prices/prices.ts';
import { AttemptMeter } from './attempt-meter.ts';
import type { CallRow } from './calls-store.ts';
import type { CallFacts, Meter } from './meter.ts';
import type { Tokens } from './tokens.ts';
import type { EndedCall } from './watch-calls.ts';

/** What one call took. Written down once, when it ends. */
export interface CallMeter {
  /** Each attempt counts for itself: of two at the same time, the one that comes second must not be taken for the first. */
  attempt(provider: string, model: string): AttemptMeter;
  /** Which of the attempts it was that answered: only what that one took counts. */
  served(by: AttemptMeter): void;
  /** The meter of an answer that was given before. */
  kept(provider: string, model: string, how: 'exact' | 'semantic'): Meter;
  /** Where to ask at the end how often guardrails found something. */
  found(findings: () => Record<string, number>): void;
  /** The end of a call that nobody has answered. */
  end(failure: Failure | Error): void;
}

/** What a call gives back and leaves behind. */
export interface CallEnds {
  /** Told the cost in billionths of a dollar and the tokens once, at the end. */
  settle(nanos: number, tokens: number): void;
  /** The same of an attempt that was let go because another one answered. */
  more(nanos: number, tokens: number): void;
  /** Writes a row down. */
  add(row: CallRow): void;
  watch: ((call: EndedCall) => void) | undefined;
}

export function openMeter(facts: CallFacts, { settle, more, add, watch }: CallEnds): CallMeter {
  const began = performance.now();
  const at = new Date();
  const id = newId('call');
  let attempts = 0;
  let chosen: AttemptMeter | undefined;
  let cache: 'exact' | 'semantic' | null = null;
  let findings: (() => Record<string, number>) | undefined;
  /** The attempt that the call's row is about. */
  let written: AttemptMeter | undefined;
  /** Those that ended before it was known which one would answer. */
  let early: AttemptMeter[] | undefined;
  const write = (attempt: AttemptMeter, failure: Error | undefined, lost: boolean) => {
    const { provider, model, named: answeredBy, firstTokenMs } = attempt;
    const { tokens, source } = toldOrEstimated(
      attempt.tokens,
      facts,
      cache ? undefined : attempt.estimate?.(),
    );
    if (lost && source === null) return;
    const cost = cache ? { nanos: 0, version: null } : costOf(facts.prices, provider, model, tokens);
    (lost ? more : settle)(cost?.nanos ?? 0, tokens.prompt + tokens.completion);
    const { workspaceId, actorId, memberId, groups, app, version, route, path, stream, dataClass } = facts;
    facts.run?.spent(cost?.nanos);
    const durationMs = performance.now() - began;
    watch?.({
      ...{ facts, at: at.getTime(), durationMs, provider, model, answeredBy, tokens, firstTokenMs },
      ...{ costNanos: cost?.nanos, cache, failure, source, lost },
    });
    const status = failure ? (failure instanceof Failure ? failure.status : 499) : 200;
    const code = failure ? (failure instanceof Failure ? failure.code : 'request.cancelled') : null;
    add({
      ...{ id: lost ? newId('call') : id, workspaceId, at, actorId, memberId: memberId ?? null },
      ...{ groups: [...groups], hedgeOf: lost ? id : null, usageSource: source },
      ...{
        app: app ?? null,
        version: version ?? null,
        route: route ?? null,
        provider,
        model,
        path,
        stream,
      },
      // That it was let go is no failure.
      ...(lost ? { status: 499, code: null, attempts: 1 } : { status, code, attempts }),
      ...{ promptTokens: tokens.prompt, cachedTokens: tokens.cached, completionTokens: tokens.completion },
      ...{ costNanos: cost?.nanos ?? null, price: cost?.version ?? null, run: facts.run?.id ?? null },
      durationMs,
      ...{ firstTokenMs, cache, dataClass, findings: lost ? null : found(findings?.()) },
    });
  };
  const end = (attempt: AttemptMeter, failure: Error | undefined) => {
    if (written) return;
    written = attempt;
    write(attempt, failure, false);
    letGo();
  };
  /** What has ended beside the one that answers. */
  const letGo = () => {
    const others = early;
    early = undefined;
    for (const one of others ?? []) if (one !== (written ?? chosen)) write(one, undefined, true);
  };
  const ended = (attempt: AttemptMeter) => {
    if (attempt === chosen) return end(attempt, attempt.failure);
    early = [...(early ?? []), attempt];
    if (chosen || written) letGo();
  };
  let last = new AttemptMeter('', facts.model, began, ended);
  const open = (provider: string, model: string): AttemptMeter => {
    last = new AttemptMeter(provider, model, began, ended);
    return last;
  };
  return {
    attempt(provider, model) {
      attempts += 1;
      return open(provider, model);
    },
    served(by) {
      chosen = by;
      letGo();
      if (by.ended) end(by, by.failure);
    },
    kept(provider, model, how) {
      cache = how;
      chosen = open(provider, model);
      return chosen;
    },
    found(counts) {
      findings = counts;
    },
    end: (failure) => end(chosen ?? last, failure),
  };
}

/** What was used as the provider told it; else, of an answer that had begun, about that. */
function toldOrEstimated(
  told: Tokens,
  facts: CallFacts,
  completion: number | undefined,
): { tokens: Tokens; source: CallRow['usageSource'] } {
  if (told.prompt + told.completion > 0) return { tokens: told, source: 'reported' };
  // Moderations never tell, because they cost nothing.
  if (completion === undefined || facts.path === '/moderations') return { tokens: told, source: null };
  return { tokens: { prompt: facts.promptTokens, cached: 0, completion }, source: 'estimated' };
}

function found(counts: Record<string, number> | undefined): Record<string, number> | null {
  return counts && Object.keys(counts).length > 0 ? counts : null;
}
