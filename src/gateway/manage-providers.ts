import type { InputOf } from '../kernel/contract.ts';
import { type Actor, errors } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import type * as contract from './contract.ts';
import { PROVIDER_KINDS } from './contract.ts';
import { gatewayErrors } from './errors.ts';
import { checkedSettings } from './providers/checked-settings.ts';
import { KINDS, kindOf } from './providers/kinds/kinds.ts';
import { askModels } from './providers/models-of.ts';
import * as store from './store.ts';
import { hostOf, sealContext } from './upstream/provider-key.ts';

export async function listProviders(bag: Gateway, actor: Actor) {
  return { data: (await bag.db.in(actor.workspaceId, store.allProviders)).map(present) };
}

/** What a provider can be, for whoever is about to add one. */
export async function listProviderKinds() {
  return {
    data: PROVIDER_KINDS.map((kind) => {
      const { label, baseUrl, settings = [] } = KINDS[kind];
      const shown = settings.map(({ name, label, required }) => ({ name, label, required }));
      return { kind, label, baseUrl: baseUrl?.({}) ?? null, settings: shown };
    }),
  };
}

export async function addProvider(bag: Gateway, actor: Actor, input: InputOf<typeof contract.addProvider>) {
  const { workspaceId } = actor;
  const { slug, kind = 'openai', defaultModel = null, dataClasses } = input;
  const settings = checkedSettings(KINDS[kind], input.settings ?? {});
  const baseUrl = input.baseUrl ?? KINDS[kind].baseUrl?.(settings);
  if (!baseUrl) throw gatewayErrors.base_url_needed({ kind });
  assertReachable(bag, baseUrl);
  const row = await bag.db.in(workspaceId, (tx) =>
    store.addProvider(tx, {
      ...{ workspaceId, slug, kind, baseUrl, settings, defaultModel },
      ...(dataClasses ? { dataClasses } : {}),
      ...sealed(bag, workspaceId, baseUrl, input.apiKey),
    }),
  );
  bag.catalogs.forget(workspaceId);
  return present(row);
}

export async function updateProvider(
  bag: Gateway,
  actor: Actor,
  input: InputOf<typeof contract.updateProvider>,
) {
  const changed = await bag.db.in(actor.workspaceId, async (tx) => {
    const row = await load(tx, input.id);
    const kind = kindOf(row);
    const settings = input.settings ? checkedSettings(kind, input.settings) : row.settings;
    // An address that follows from the settings goes with them.
    const follows = row.baseUrl === kind.baseUrl?.(row.settings) ? kind.baseUrl(settings) : undefined;
    const baseUrl = input.baseUrl ?? follows ?? row.baseUrl;
    const moved = hostOf(baseUrl) !== hostOf(row.baseUrl) || isBared(row.baseUrl, baseUrl);
    if (baseUrl !== row.baseUrl) assertReachable(bag, baseUrl);
    if (moved && row.sealedKey && !input.apiKey) throw gatewayErrors.key_needed();
    const key = input.apiKey ? sealed(bag, actor.workspaceId, baseUrl, input.apiKey) : {};
    const model = input.defaultModel === undefined ? {} : { defaultModel: input.defaultModel };
    const classes = input.dataClasses ? { dataClasses: input.dataClasses } : {};
    await store.changeProvider(tx, row.id, { baseUrl, settings, ...key, ...model, ...classes });
    return load(tx, row.id);
  });
  bag.catalogs.forget(actor.workspaceId);
  return present(changed);
}

export async function removeProvider(bag: Gateway, actor: Actor, input: { id: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => store.deleteProvider(tx, input.id));
  if (!found) throw errors.not_found({ what: 'The provider' });
  bag.catalogs.forget(actor.workspaceId);
}

const TEST_MS = 5_000;

/** Asks for the model list and, unlike the list of models, says what went wrong. */
export async function testProvider(
  bag: Gateway,
  actor: Actor,
  input: { id: string },
): Promise<{ models: string[] }> {
  const row = await bag.db.in(actor.workspaceId, (tx) => load(tx, input.id));
  return { models: await askModels(bag, row, AbortSignal.timeout(TEST_MS)) };
}

/** Says at once what would otherwise come with the first question. Names are checked when they are looked up. */
function assertReachable(bag: Gateway, baseUrl: string): void {
  if (!bag.outward.mayReach(baseUrl)) throw gatewayErrors.forbidden_address({ host: hostOf(baseUrl) });
}

/** Whether what was encrypted on its way would not be any more: then also somebody else may answer, at another port. */
function isBared(from: string, to: string): boolean {
  return new URL(from).protocol === 'https:' && new URL(to).protocol !== 'https:';
}

async function load(tx: Parameters<typeof store.findProvider>[0], id: string): Promise<store.ProviderRow> {
  const row = await store.findProvider(tx, id);
  if (!row) throw errors.not_found({ what: 'The provider' });
  return row;
}

export function sealed(bag: Gateway, workspaceId: string, baseUrl: string, key: string | undefined) {
  if (!key) return { sealedKey: null, keyHint: null };
  return {
    sealedKey: bag.keyRing.seal(key, sealContext(workspaceId, baseUrl)),
    keyHint: `…${key.slice(-4)}`,
  };
}

function present(row: store.ProviderRow) {
  const { id, slug, kind, baseUrl, settings, dataClasses, keyHint, defaultModel, source } = row;
  const shown = { id, slug, kind, baseUrl, settings, dataClasses, keyHint, defaultModel, source };
  return { ...shown, createdAt: row.createdAt.toISOString() };
}
