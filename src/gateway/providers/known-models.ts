import type { ProviderRow } from '../store.ts';

/** A list that is older is asked for again, beside the call. */
const FRESH_MS = 60_000;
/** For a name that no list holds, one that is older is asked for again at once: the model may be new. */
const ASKED_JUST_NOW_MS = 5_000;

interface Known {
  baseUrl: string;
  askedAt: number;
  list: Promise<readonly string[]>;
  /** The last list that came, while a newer one is asked for. */
  last: readonly string[] | undefined;
}

/** What providers list, remembered: a call by a bare name must not wait for all of them to list their models first. */
export interface KnownModels {
  /** What a provider lists, at most a minute old; older while a newer list is asked for. */
  of(provider: ProviderRow): Promise<readonly string[]>;
  /** The first of these providers that lists a model; undefined when none does. */
  whoHas(providers: readonly ProviderRow[], model: string): Promise<ProviderRow | undefined>;
}

/** @param ask what a provider lists now; empty when it does not answer */
export function keepKnownModels(
  ask: (provider: ProviderRow) => Promise<readonly string[]>,
  now: () => number = performance.now.bind(performance),
): KnownModels {
  const known = new Map<string, Known>();
  const kept = (provider: ProviderRow): Known | undefined => {
    const found = known.get(provider.id);
    return found?.baseUrl === provider.baseUrl ? found : undefined;
  };
  const asked = (provider: ProviderRow): Known => {
    const { baseUrl } = provider;
    const fresh: Known = { baseUrl, askedAt: now(), list: ask(provider), last: kept(provider)?.last };
    void fresh.list.then((list) => {
      fresh.last = list;
    });
    known.set(provider.id, fresh);
    return fresh;
  };
  const notOlderThan = (provider: ProviderRow, ms: number): Known => {
    const found = kept(provider);
    return found && now() - found.askedAt <= ms ? found : asked(provider);
  };
  const of = async (provider: ProviderRow) => {
    // One that has listed nothing has most likely not answered.
    const silent = kept(provider)?.last?.length === 0;
    const { last, list } = notOlderThan(provider, silent ? ASKED_JUST_NOW_MS : FRESH_MS);
    return last ?? list;
  };
  /** All are asked at once; the order of the providers decides, not who answers first. */
  const find = async (
    providers: readonly ProviderRow[],
    model: string,
    listOf: (provider: ProviderRow) => Promise<readonly string[]>,
  ) => {
    const lists = await Promise.all(providers.map(listOf));
    return providers.find((_, i) => lists[i]?.includes(model));
  };
  return {
    of,
    whoHas: async (providers, model) =>
      (await find(providers, model, of)) ??
      find(providers, model, (provider) => notOlderThan(provider, ASKED_JUST_NOW_MS).list),
  };
}
