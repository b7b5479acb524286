import type { Actor, Soon } from '../../kernel/index.ts';
import { gatewayErrors } from '../errors.ts';
import type { BudgetAlert } from './announce-budget.ts';
import type { LimitRule } from './contract.ts';
import type { LimitRow, Spender } from './store.ts';

/** What a call will take, as far as one can tell before it. */
export interface Estimate {
  tokens: number;
  nanos: number;
}

/** Leave to go on; given back with what the call took. */
export interface Permit {
  settle(nanos: number, tokens: number): void;
  /** What the call took besides, in an attempt that was let go; counts before and after it is given back. */
  more(nanos: number, tokens: number): void;
}

export interface Admission {
  /** @throws 429 naming the limit, with the seconds until there is room. */
  admit(limits: readonly LimitRow[], actor: Actor, estimate: Estimate): Soon<Permit>;
  /** Billionths of a dollar spent by whom a budget is for; where each has their own, by who has spent most. */
  spent(limit: LimitRow): Promise<number>;
}

interface Ways {
  /** What has been written down of a spender since then. */
  load(workspaceId: string, since: Date, who: Spender): Promise<number>;
  /** The same of the member or key who has spent most. */
  most(workspaceId: string, since: Date, of: 'member' | 'key'): Promise<number>;
  /** A budget has come to a share at which somebody wants to know. */
  alert(budget: BudgetAlert): void;
  now?: () => number;
}

const MINUTE = 60_000;
/** What other processes have spent is asked for this often. */
const RELOAD_MS = 10_000;

interface Counter {
  minute: number;
  requests: [now: number, before: number];
  tokens: [now: number, before: number];
  running: number;
  budget: {
    period: string;
    nanos: number;
    reserved: number;
    loadedAt: number;
    alerted: number;
    /** Dollars of the budget that it was announced of. */
    of: number;
    loading?: Promise<void> | undefined;
  };
}

/**
 * Counts in memory, because a query a call would be slower than the call. A call reserves what it may cost before it
 * goes out: two hundred at once cannot all find the same last cent.
 */
export function openAdmission({ load, most, alert, now = Date.now }: Ways): Admission {
  const counters = new Map<string, Counter>();
  const counterOf = (key: string): Counter => {
    const known = counters.get(key);
    if (known) return known;
    const budget = { period: '', nanos: 0, reserved: 0, loadedAt: 0, alerted: 0, of: 0 };
    const fresh: Counter = { minute: 0, requests: [0, 0], tokens: [0, 0], running: 0, budget };
    counters.set(key, fresh);
    return fresh;
  };
  const reload = async (counter: Counter, limit: LimitRow, who: Spender, since: Date, name: string) => {
    const state = counter.budget;
    state.loadedAt = now();
    const nanos = await load(limit.workspaceId, since, who);
    // Within a period what has just been spent here may not be written down yet.
    state.nanos = state.period === name ? Math.max(nanos, state.nanos) : nanos;
    if (state.period !== name) state.alerted = 0;
    state.period = name;
  };
  /** A new period waits for what was spent in it; an old figure is mended beside the calls. Undefined: no need to wait. */
  const refresh = (counter: Counter, limit: LimitRow, who: Spender): Promise<void> | undefined => {
    const { budget } = limit.rule;
    if (!budget) return undefined;
    const state = counter.budget;
    const { name, since } = periodOf(budget.period, now());
    if (state.period === name) {
      if (now() - state.loadedAt > RELOAD_MS)
        void reload(counter, limit, who, since, name).catch(() => undefined);
      return undefined;
    }
    state.loading ??= reload(counter, limit, who, since, name).finally(() => {
      state.loading = undefined;
    });
    return state.loading;
  };
  return {
    admit(limits, actor, estimate) {
      const held: Held[] = [];
      for (const limit of limits) {
        const who = spenderOf(limit.rule, actor);
        if (who) held.push({ limit, who, counter: counterOf(keyOf(limit, who)) });
      }
      if (held.length === 0) return FREE;
      // Only a budget that is old waits for the database; then all are checked and taken in one go.
      let old: Promise<void>[] | undefined;
      for (const { limit, who, counter } of held) {
        const fresh = refresh(counter, limit, who);
        if (fresh) old = [...(old ?? []), fresh];
      }
      if (!old) return take(held, estimate, now(), alert);
      return Promise.all(old).then(() => take(held, estimate, now(), alert));
    },
    async spent(limit) {
      const { budget, subject } = limit.rule;
      if (!budget) return 0;
      const who = namedIn(subject);
      if (!who) {
        const { since } = periodOf(budget.period, now());
        return most(limit.workspaceId, since, subject.of === 'member' ? 'member' : 'key');
      }
      const counter = counterOf(keyOf(limit, who));
      await refresh(counter, limit, who);
      return counter.budget.nanos;
    },
  };
}

/** A limit that counts a call, whose it is, and where it is counted. */
interface Held {
  limit: LimitRow;
  who: Spender;
  counter: Counter;
}

/** @throws 429 naming the first limit that has no room; then nothing is taken of any */
function take(held: readonly Held[], estimate: Estimate, at: number, alert: Ways['alert']): Permit {
  for (const { limit, counter } of held) check(limit.rule, counter, estimate, at);
  const minute = Math.floor(at / MINUTE);
  for (const { counter } of held) {
    counter.requests[0] += 1;
    counter.tokens[0] += estimate.tokens;
    counter.running += 1;
    counter.budget.reserved += estimate.nanos;
  }
  let settled = false;
  return {
    settle(nanos, tokens) {
      if (settled) return;
      settled = true;
      for (const { limit, who, counter } of held) {
        counter.running -= 1;
        correct(counter, minute, tokens - estimate.tokens);
        counter.budget.reserved -= estimate.nanos;
        counter.budget.nanos += nanos;
        announce(limit, who, counter, alert);
      }
    },
    more(nanos, tokens) {
      for (const { limit, who, counter } of held) {
        correct(counter, minute, tokens);
        counter.budget.nanos += nanos;
        announce(limit, who, counter, alert);
      }
    },
  };
}

const FREE: Permit = { settle() {}, more() {} };

/** A limit that is changed to be about others, or another period, begins with what those have spent. */
function keyOf({ id, rule: { subject, budget } }: LimitRow, who: Spender): string {
  return `${id}/${subject.of}/${idOf(who) ?? ''}/${budget?.period ?? ''}`;
}

function idOf({ memberId, actorId, groupId }: Spender): string | undefined {
  return memberId ?? actorId ?? groupId;
}

/** Whom a limit counts for this caller; undefined when it is about others. */
function spenderOf({ subject }: LimitRule, { kind, id, memberId, groups }: Actor): Spender | undefined {
  const named = namedIn(subject);
  switch (subject.of) {
    case 'workspace':
      return named;
    case 'group':
      return groups.includes(subject.id) ? named : undefined;
    case 'member':
      return memberId && (!subject.id || subject.id === memberId) ? { memberId } : undefined;
    case 'key':
      return kind === 'key' && (!subject.id || subject.id === id) ? { actorId: id } : undefined;
  }
}

/** Whom a limit names; undefined when it is for each of many. */
function namedIn(subject: LimitRule['subject']): Spender | undefined {
  if (subject.of === 'workspace') return {};
  if (!subject.id) return undefined;
  if (subject.of === 'group') return { groupId: subject.id };
  return subject.of === 'member' ? { memberId: subject.id } : { actorId: subject.id };
}

function check(rule: LimitRule, counter: Counter, estimate: Estimate, now: number): void {
  roll(counter, now);
  const { minute } = counter;
  // A sliding minute out of two fixed ones: the last one counts by the part of it that still lies within.
  const part = 1 - (now - minute * MINUTE) / MINUTE;
  const used = ([current, before]: [number, number]) => current + before * part;
  const seconds = Math.max(1, Math.ceil(((minute + 1) * MINUTE - now) / 1000));
  const refuse = (what: string, after: number) =>
    gatewayErrors.limit_reached({ limit: rule.name, what, seconds: after });
  if (rule.concurrent && counter.running >= rule.concurrent) throw refuse('requests at the same time', 1);
  if (rule.requestsPerMinute && used(counter.requests) + 1 > rule.requestsPerMinute)
    throw refuse('requests', seconds);
  if (rule.tokensPerMinute) {
    const taken = used(counter.tokens);
    // As with a budget: one that may be longer than the limit could otherwise never be made.
    const alone = counter.running === 0 && taken < rule.tokensPerMinute;
    if (!alone && taken + estimate.tokens > rule.tokensPerMinute) throw refuse('tokens', seconds);
  }
  if (!rule.budget) return;
  const { nanos, reserved } = counter.budget;
  const whole = rule.budget.dollars * 1e9;
  // A single call may be estimated above what is left and still come out below: alone, it may try.
  const alone = reserved === 0 && nanos < whole;
  if (!alone && nanos + reserved + estimate.nanos > whole)
    throw gatewayErrors.budget_spent({ limit: rule.name, until: periodOf(rule.budget.period, now).until });
}

function roll(counter: Counter, now: number): void {
  const minute = Math.floor(now / MINUTE);
  if (counter.minute === minute) return;
  const follows = counter.minute === minute - 1;
  counter.requests = [0, follows ? counter.requests[0] : 0];
  counter.tokens = [0, follows ? counter.tokens[0] : 0];
  counter.minute = minute;
}

/**
 * Puts the tokens of a call right where they were reserved. Taken from the minute that is now, a call that ends in the
 * next one would give back what others have reserved there.
 */
function correct({ minute, tokens }: Counter, reservedIn: number, by: number): void {
  const which = minute === reservedIn ? 0 : minute === reservedIn + 1 ? 1 : undefined;
  if (which !== undefined) tokens[which] = Math.max(0, tokens[which] + by);
}

function announce(limit: LimitRow, who: Spender, { budget }: Counter, alert: Ways['alert']): void {
  const rule = limit.rule.budget;
  if (!rule || rule.dollars === 0) return;
  if (budget.of !== rule.dollars) {
    budget.of = rule.dollars;
    budget.alerted = 0;
  }
  const share = budget.nanos / (rule.dollars * 1e9);
  const crossed = rule.alertAt.filter((at) => at <= share && at > budget.alerted);
  if (crossed.length === 0) return;
  budget.alerted = Math.max(...crossed);
  alert({ limit, share: budget.alerted, whose: idOf(who), period: budget.period });
}

export interface Period {
  name: string;
  since: Date;
  until: string;
}

const current = new Map<'day' | 'month', { from: number; to: number; period: Period }>();

/** The day or month of a moment, in UTC. */
export function periodOf(period: 'day' | 'month', now: number): Period {
  const known = current.get(period);
  if (known && known.from <= now && now < known.to) return known.period;
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const since = new Date(Date.UTC(year, month, period === 'day' ? day : 1));
  const next = period === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1);
  const found = {
    name: since.toISOString().slice(0, 10),
    since,
    until: new Date(next).toISOString().slice(0, 10),
  };
  current.set(period, { from: since.getTime(), to: next, period: found });
  return found;
}
