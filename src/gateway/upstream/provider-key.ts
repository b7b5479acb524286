import type { Gateway } from '../bag.ts';
import type { ProviderRow } from '../store.ts';

/** Host and port of a base URL. */
export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}

/** The context a key is sealed with: moved to another workspace or host, it does not open. */
export function sealContext(workspaceId: string, baseUrl: string): string {
  return `provider:${workspaceId}:${hostOf(baseUrl)}`;
}

const opened = new WeakMap<ProviderRow, string>();

/** A provider's key; opened once a row, because every call needs it. */
export function keyOf(bag: Pick<Gateway, 'keyRing'>, provider: ProviderRow): string | undefined {
  const { sealedKey, workspaceId, baseUrl } = provider;
  if (!sealedKey) return undefined;
  const known = opened.get(provider);
  if (known !== undefined) return known;
  const key = bag.keyRing.open(sealedKey, sealContext(workspaceId, baseUrl));
  opened.set(provider, key);
  return key;
}
