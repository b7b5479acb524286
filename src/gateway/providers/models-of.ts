import type { Gateway } from '../bag.ts';
import type { ProviderRow } from '../store.ts';
import { askUpstream } from '../upstream/ask-upstream.ts';
import { kindOf } from './kinds/kinds.ts';
import { translated } from './translate.ts';

const PATIENCE_MS = 2_000;

/** The ids a provider lists; of one without a list, the one it was given. @throws Failure when it does not. */
export async function askModels(
  bag: Gateway,
  provider: ProviderRow,
  signal?: AbortSignal,
): Promise<string[]> {
  const { models } = kindOf(provider);
  if (!models) return provider.defaultModel === null ? [] : [provider.defaultModel];
  const path = models.path(provider.settings);
  const bytes = await askUpstream(bag, provider, { path, signal });
  return translated(provider.slug, () => models.read(JSON.parse(bytes.toString('utf8'))));
}

/** The same; empty when it does not answer within two seconds. */
export async function modelsOf(bag: Gateway, provider: ProviderRow): Promise<string[]> {
  try {
    return await askModels(bag, provider, AbortSignal.timeout(PATIENCE_MS));
  } catch (error) {
    bag.log.debug({ err: error, provider: provider.slug }, 'a provider did not list its models');
    return [];
  }
}
