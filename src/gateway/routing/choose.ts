import { createHash } from 'node:crypto';
import type { DataClass } from '../contract.ts';
import type { RouteDefinition, RouteRule } from './contract.ts';

/** What a rule may look at. Language is found out only when a rule asks for it. */
export interface Asked {
  dataClass: DataClass;
  groups: readonly string[];
  tokens: number;
  language(): string | undefined;
  /** The same for the same caller, so that a canary's share is the same people. */
  caller: string;
}

/** What is known of models when one of several is picked. */
export interface Known {
  /** Dollars a million tokens, in and out together; undefined when nobody knows. */
  price(model: string): number | undefined;
  latency(model: string): number | undefined;
}

export interface Chosen {
  /** Of the rule that decided; undefined when none applies. */
  rule: number | undefined;
  /** In the order to try. */
  models: string[];
  /** Why each rule does or does not apply. */
  reasons: { applies: boolean; because: string }[];
}

/** Which models a request goes to: the first rule that applies decides. */
export function choose(route: RouteDefinition, asked: Asked, known: Known): Chosen {
  const reasons = route.rules.map((rule) => judge(rule, asked));
  const index = reasons.findIndex(({ applies }) => applies);
  const rule = route.rules[index];
  if (!rule) return { rule: undefined, models: [], reasons };
  const first = pick(rule, `${route.slug}/${index}/${asked.caller}`, known);
  const models = [...new Set([first, ...rule.fallback])];
  return { rule: index, models, reasons };
}

function judge({ when }: RouteRule, asked: Asked): { applies: boolean; because: string } {
  const no = (because: string) => ({ applies: false, because });
  if (when.dataClass && !when.dataClass.includes(asked.dataClass))
    return no(`the data class is ${asked.dataClass}`);
  if (when.group && !when.group.some((group) => asked.groups.includes(group)))
    return no('the caller is in none of its groups');
  if (when.tokensFrom !== undefined && asked.tokens < when.tokensFrom)
    return no(`about ${asked.tokens} tokens are too few`);
  if (when.tokensTo !== undefined && asked.tokens > when.tokensTo)
    return no(`about ${asked.tokens} tokens are too many`);
  if (when.language) {
    const language = asked.language() ?? 'unknown';
    if (!when.language.includes(language)) return no(`the language is ${language}`);
  }
  return {
    applies: true,
    because: Object.keys(when).length === 0 ? 'it applies to all' : 'all of its conditions hold',
  };
}

function pick({ use, prefer }: RouteRule, seed: string, known: Known): string {
  const [only] = use;
  if (!only || use.length === 1) return only?.model ?? '';
  // What nobody knows comes last: an unknown price is not a low one.
  if (prefer === 'cost') return least(use, ({ model }) => known.price(model) ?? Number.POSITIVE_INFINITY);
  // What has not been asked yet comes first, or it never would be.
  if (prefer === 'latency') return least(use, ({ model }) => known.latency(model) ?? -1);
  const total = use.reduce((sum, { weight }) => sum + weight, 0);
  let left = pointOf(seed) * total;
  for (const { model, weight } of use) {
    left -= weight;
    if (left < 0) return model;
  }
  return only.model;
}

function least<T extends { model: string }>(of: readonly T[], by: (one: T) => number): string {
  const values = of.map(by);
  return of[values.indexOf(Math.min(...values))]?.model ?? '';
}

/** A number from 0 to below 1 that only the seed decides. */
function pointOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;
}
