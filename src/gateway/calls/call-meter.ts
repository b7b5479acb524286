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

/**
 * @param settle is told the cost in billionths of a dollar and the tokens once, at the end
 * @param add writes the row down
 */
export function openMeter(
  facts: CallFacts,
  settle: (nanos: number, tokens: number) => void,
  add: (row: CallRow) => void,
  watch: ((call: EndedCall) => void) | undefined,
): CallMeter {
  const began = performance.now();
  const at = new Date();
  let attempts = 0;
  let chosen: AttemptMeter | undefined;
  let cache: 'exact' | 'semantic' | null = null;
  let findings: (() => Record<string, number>) | undefined;
  let over = false;
  const end = (attempt: AttemptMeter, failure: Error | undefined) => {
    if (over) return;
    over = true;
    const { provider, model, named: answeredBy, firstTokenMs } = attempt;
    const tokens = toldOrEstimated(attempt.tokens, facts, cache ? undefined : attempt.estimate?.());
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
  };
  const ended = (attempt: AttemptMeter) => {
    if (attempt === chosen) end(attempt, attempt.failure);
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
function toldOrEstimated(told: Tokens, facts: CallFacts, completion: number | undefined): Tokens {
  // Moderations never tell, because they cost nothing.
  if (told.prompt + told.completion > 0 || completion === undefined || facts.path === '/moderations')
    return told;
  return { prompt: facts.promptTokens, cached: 0, completion };
}

function found(counts: Record<string, number> | undefined): Record<string, number> | null {
  return counts && Object.keys(counts).length > 0 ? counts : null;
}
