import type { Tokens } from './meter.ts';
import table from './prices.json' with { type: 'json' };

/** Dollars per million tokens. */
export interface Price {
  input: number;
  /** Of prompt tokens that the provider had cached; the input's price when absent. */
  cached?: number;
  output: number;
}

/** Longest names first: `gpt-4o-mini-2024-07-18` is a `gpt-4o-mini`, not a `gpt-4o`. */
const BY_PREFIX = Object.entries(table.models).sort(([a], [b]) => b.length - a.length);
const known = new Map<string, Price | undefined>();
const FREE: Price = { input: 0, output: 0 };

/** What a model's tokens cost; undefined when nobody knows. Local models cost nothing but electricity. */
export function priceOf(provider: string, model: string): Price | undefined {
  if (provider === 'local') return FREE;
  if (known.has(model)) return known.get(model);
  const bare = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  const price = BY_PREFIX.find(
    ([name]) => bare === name || bare.startsWith(`${name}-`) || bare.startsWith(`${name}@`),
  )?.[1];
  if (known.size > 10_000) known.clear();
  known.set(model, price);
  return price;
}

/** Billionths of a dollar; undefined when the price is not known. */
export function costOf(provider: string, model: string, tokens: Tokens): number | undefined {
  const price = priceOf(provider, model);
  if (!price) return undefined;
  const fresh = Math.max(0, tokens.prompt - tokens.cached);
  // Dollars a million tokens are thousands of billionths a token.
  return Math.round(
    1_000 *
      (fresh * price.input +
        tokens.cached * (price.cached ?? price.input) +
        tokens.completion * price.output),
  );
}
