import type { Tokens } from '../calls/tokens.ts';
import table from './table.json' with { type: 'json' };

/** Dollars per million tokens. */
export interface Price {
  input: number;
  /** Of prompt tokens that the provider had cached; the input's price when absent. */
  cached?: number;
  output: number;
}

/** A price, and which one it was: a later change must not rewrite what a call cost. */
export interface Priced {
  price: Price;
  /** Of the table its date, of a price of the workspace's own its id, `local` for what runs here. */
  version: string;
}

/** What a workspace pays for models. */
export interface Prices {
  /** Undefined when nobody knows. Local models cost nothing but electricity. */
  of(provider: string, model: string): Priced | undefined;
}

/** A price that a workspace has entered; `*` stands for every model of the provider. */
interface OwnPrice {
  id: string;
  provider: string;
  model: string;
  input: number;
  cached: number | null;
  output: number;
}

/** The public prices and the date at which they were read. */
export const TABLE: { version: string; models: Readonly<Record<string, Price>> } = table;

const FREE: Priced = { price: { input: 0, output: 0 }, version: 'local' };
/** Models by which names can be looked up at once; beyond this they are forgotten. */
const MOST_KNOWN = 10_000;

/** Longest names first: `gpt-4o-mini-2024-07-18` is a `gpt-4o-mini`, not a `gpt-4o`. */
const BY_PREFIX = longestFirst(Object.entries(table.models), ([name]) => name);

/** The prices that hold in a workspace: its own first, then the table's. */
export function pricesWith(own: readonly OwnPrice[]): Prices {
  const known = new Map<string, Priced | undefined>();
  const ownByPrefix = longestFirst([...own], ({ model }) => model);
  const find = (provider: string, model: string): Priced | undefined => {
    const name = bareName(provider, model);
    const mine = ownByPrefix.find(
      (price) => price.provider === provider && (price.model === '*' || isA(name, price.model.toLowerCase())),
    );
    if (mine) {
      const { id, input, cached, output } = mine;
      return { price: { input, output, ...(cached === null ? {} : { cached }) }, version: id };
    }
    const last = name.slice(name.lastIndexOf('/') + 1);
    const price = BY_PREFIX.find(([listed]) => isA(last, listed))?.[1];
    return price && { price, version: table.version };
  };
  return {
    of(provider, model) {
      if (provider === 'local') return FREE;
      const key = `${provider} ${model}`;
      if (known.has(key)) return known.get(key);
      const found = find(provider, model);
      if (known.size > MOST_KNOWN) known.clear();
      known.set(key, found);
      return found;
    },
  };
}

/** Billionths of a dollar and by which price; undefined when the price is not known. */
export function costOf(
  prices: Prices,
  provider: string,
  model: string,
  tokens: Tokens,
): { nanos: number; version: string } | undefined {
  const priced = prices.of(provider, model);
  if (!priced) return undefined;
  const { price, version } = priced;
  const fresh = Math.max(0, tokens.prompt - tokens.cached);
  // Dollars a million tokens are thousands of billionths a token.
  const nanos =
    1_000 *
    (fresh * price.input + tokens.cached * (price.cached ?? price.input) + tokens.completion * price.output);
  return { nanos: Math.round(nanos), version };
}

/** Whether a name is that of a listed model, or of a dated edition of it. */
function isA(name: string, listed: string): boolean {
  return name === listed || name.startsWith(`${listed}-`) || name.startsWith(`${listed}@`);
}

function bareName(provider: string, model: string): string {
  const name = model.toLowerCase();
  return name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name;
}

function longestFirst<T>(list: T[], nameOf: (one: T) => string): T[] {
  return list.sort((a, b) => nameOf(b).length - nameOf(a).length);
}
