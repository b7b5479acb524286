import type { Gateway } from '../bag.ts';
import { ggufName } from '../local/gguf/gguf-family.ts';

/**
 * What `model: default` means: the default model of the first provider that names one, else the first model that the
 * environment's provider lists, else the GGUF file, else local/grounded. A provider that somebody adds without naming a default model changes
 * nothing: otherwise every assistant would answer with another model from that moment on.
 */
export async function defaultModel(bag: Gateway, workspaceId: string): Promise<string> {
  const { providers } = await bag.catalogs.of(workspaceId);
  const provider = providers.find((one) => one.defaultModel !== null || one.source === 'environment');
  const own = bag.config.GGUF_FILE ? ggufName(bag.config.GGUF_FILE) : 'local/grounded';
  if (!provider) return own;
  const name = provider.defaultModel ?? (await bag.knownModels.of(provider))[0];
  return name ? `${provider.slug}/${name}` : own;
}
