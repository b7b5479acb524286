import { workspaceIds } from '../identity/index.ts';
import type { Gateway } from './bag.ts';
import type { ProviderKindName } from './contract.ts';
import { sealed } from './manage-providers.ts';
import { KINDS } from './providers/kinds/kinds.ts';
import * as store from './store.ts';

interface FromEnvironment {
  /** Its kind, and its name in each workspace. */
  kind: ProviderKindName;
  configured: boolean;
  baseUrl: string;
  key: string | undefined;
  defaultModel: string | null;
}

/** Gives each workspace without a provider of its own those that the environment names, kept up to date. */
export async function ensureEnvironmentProvider(bag: Gateway): Promise<void> {
  for (const workspaceId of await bag.db.system(workspaceIds)) {
    // One transaction each: the first is the older one, and so the one that `default` means.
    for (const provider of fromEnvironment(bag)) await ensure(bag, workspaceId, provider);
  }
}

function fromEnvironment({ config }: Gateway): FromEnvironment[] {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, ANTHROPIC_API_KEY, ANTHROPIC_MODEL } = config;
  return [
    {
      kind: 'openai',
      configured: OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined,
      baseUrl: OPENAI_BASE_URL ?? KINDS.openai.baseUrl?.({}) ?? '',
      key: OPENAI_API_KEY,
      defaultModel: OPENAI_MODEL ?? null,
    },
    {
      kind: 'anthropic',
      configured: ANTHROPIC_API_KEY !== undefined,
      baseUrl: KINDS.anthropic.baseUrl?.({}) ?? '',
      key: ANTHROPIC_API_KEY,
      defaultModel: ANTHROPIC_MODEL ?? null,
    },
  ];
}

async function ensure(bag: Gateway, workspaceId: string, provider: FromEnvironment): Promise<void> {
  const { kind, configured, baseUrl, key, defaultModel } = provider;
  await bag.db.in(workspaceId, async (tx) => {
    const known = await store.allProviders(tx);
    const own = known.find((one) => one.source === 'environment' && one.kind === kind);
    if (!configured) return own ? void (await store.deleteProvider(tx, own.id)) : undefined;
    const values = { baseUrl, defaultModel, ...sealed(bag, workspaceId, baseUrl, key) };
    if (own) return store.changeProvider(tx, own.id, values);
    if (known.some((one) => one.source === 'studio')) return;
    await store.addProvider(tx, { workspaceId, slug: kind, kind, source: 'environment', ...values });
  });
}
