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

export function openMeter(facts: CallFacts, ends: CallEnds): CallMeter {
  return new OpenCall(facts, ends);
}

/** A class for the reason that `AttemptMeter` is one. */
class OpenCall implements CallMeter {
  private readonly facts: CallFacts;
  private readonly ends: CallEnds;
  private readonly began = performance.now();
  private readonly at = new Date();
  private readonly id = newId('call');
  private readonly ended = (attempt: AttemptMeter) => this.close(attempt);
  private last: AttemptMeter;
  private attempts = 0;
  private chosen: AttemptMeter | undefined;
  private cache: 'exact' | 'semantic' | null = null;
  private findings: (() => Record<string, number>) | undefined;
  /** The attempt that the call's row is about. */
  private written: AttemptMeter | undefined;
  /** Those that ended before it was known which one would answer. */
  private early: AttemptMeter[] | undefined;

  constructor(facts: CallFacts, ends: CallEnds) {
    this.facts = facts;
    this.ends = ends;
    this.last = new AttemptMeter('', facts.model, this.began, this.ended);
  }

  attempt(provider: string, model: string): AttemptMeter {
    this.attempts += 1;
    return this.open(provider, model);
  }

  served(by: AttemptMeter): void {
    this.chosen = by;
    this.letGo();
    if (by.ended) this.writeOnce(by, by.failure);
  }

  kept(provider: string, model: string, how: 'exact' | 'semantic'): Meter {
    this.cache = how;
    this.chosen = this.open(provider, model);
    return this.chosen;
  }

  found(counts: () => Record<string, number>): void {
    this.findings = counts;
  }

  end(failure: Failure | Error): void {
    this.writeOnce(this.chosen ?? this.last, failure);
  }

  private open(provider: string, model: string): AttemptMeter {
    this.last = new AttemptMeter(provider, model, this.began, this.ended);
    return this.last;
  }

  /** An attempt is over. */
  private close(attempt: AttemptMeter): void {
    if (attempt === this.chosen) {
      this.writeOnce(attempt, attempt.failure);
      return;
    }
    this.early = [...(this.early ?? []), attempt];
    if (this.chosen || this.written) this.letGo();
  }

  private writeOnce(attempt: AttemptMeter, failure: Error | undefined): void {
    if (this.written) return;
    this.written = attempt;
    this.write(attempt, failure, false);
    this.letGo();
  }

  /** What has ended beside the one that answers. */
  private letGo(): void {
    const others = this.early;
    if (!others) return;
    this.early = undefined;
    for (const one of others) if (one !== (this.written ?? this.chosen)) this.write(one, undefined, true);
  }

  private write(attempt: AttemptMeter, failure: Error | undefined, lost: boolean): void {
    const { facts, ends, cache, at, id } = this;
    const { provider, model, named: answeredBy, firstTokenMs } = attempt;
    const estimate = cache ? undefined : attempt.estimate?.();
    const { tokens, source } = toldOrEstimated(attempt.tokens, facts, estimate);
    if (lost && source === null) return;
    const cost = cache ? { nanos: 0, version: null } : costOf(facts.prices, provider, model, tokens);
    const nanos = cost?.nanos ?? 0;
    if (lost) ends.more(nanos, tokens.prompt + tokens.completion);
    else ends.settle(nanos, tokens.prompt + tokens.completion);
    const { workspaceId, actorId, memberId, groups, app, version, route, path, stream, dataClass } = facts;
    facts.run?.spent(cost?.nanos);
    const durationMs = performance.now() - this.began;
    ends.watch?.({
      facts,
      at: at.getTime(),
      durationMs,
      provider,
      model,
      answeredBy,
      tokens,
      firstTokenMs,
      costNanos: cost?.nanos,
      cache,
      failure,
      source,
      lost,
    });
    const status = failure ? (failure instanceof Failure ? failure.status : 499) : 200;
    const code = failure ? (failure instanceof Failure ? failure.code : 'request.cancelled') : null;
    // One plain literal: a spread within it costs as much as ten of these lines, and each call of a model comes by here.
    ends.add({
      id: lost ? newId('call') : id,
      workspaceId,
      at,
      actorId,
      memberId: memberId ?? null,
      groups: [...groups],
      hedgeOf: lost ? id : null,
      usageSource: source,
      app: app ?? null,
      version: version ?? null,
      route: route ?? null,
      provider,
      model,
      path,
      stream,
      // That it was let go is no failure.
      status: lost ? 499 : status,
      code: lost ? null : code,
      attempts: lost ? 1 : this.attempts,
      promptTokens: tokens.prompt,
      cachedTokens: tokens.cached,
      completionTokens: tokens.completion,
      costNanos: cost?.nanos ?? null,
      price: cost?.version ?? null,
      run: facts.run?.id ?? null,
      durationMs,
      firstTokenMs,
      cache,
      dataClass,
      findings: lost ? null : found(this.findings?.()),
    });
  }
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
