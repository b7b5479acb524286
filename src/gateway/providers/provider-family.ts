import type { Actor } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import { gatewayErrors } from '../errors.ts';
import type { WireFamily } from '../family.ts';
import type { ProviderRow } from '../store.ts';
import { kindOf } from './kinds/kinds.ts';
import { modelsOf } from './models-of.ts';
import { passOn } from './pass-on.ts';

/** Serves whatever the workspace's own providers serve: `<provider>/<model>`, or a bare name that one of them lists. */
export function providerFamily(bag: Gateway): WireFamily {
  const pick = async (actor: Actor, name: string): Promise<{ provider: ProviderRow; model: string }> => {
    const { providers } = await bag.catalogs.of(actor.workspaceId);
    const named = providers.find((provider) => name.startsWith(`${provider.slug}/`));
    if (named) return { provider: named, model: name.slice(named.slug.length + 1) };
    const [only, ...others] = providers;
    if (only && others.length === 0) return { provider: only, model: name };
    const provider = await bag.knownModels.whoHas(providers, name);
    if (provider) return { provider, model: name };
    throw gatewayErrors.unknown_model({ model: name });
  };
  return {
    owns: () => true,
    async place(actor, name) {
      const { provider } = await pick(actor, name);
      return { id: provider.id, provider: provider.slug, dataClasses: provider.dataClasses };
    },
    async models(actor) {
      const { providers, withdrawn } = await bag.catalogs.of(actor.workspaceId);
      const lists = await Promise.all(
        providers.map(async (provider) =>
          (await modelsOf(bag, provider)).map((id) => ({
            id: `${provider.slug}/${id}`,
            ownedBy: provider.slug,
          })),
        ),
      );
      return lists.flat().filter(({ id }) => !withdrawn.has(id));
    },
    async servesResponses(actor, name) {
      const { provider } = await pick(actor, name);
      return kindOf(provider).responses?.(provider.settings, provider.baseUrl) !== undefined;
    },
    async pass(path, request, context) {
      const { provider, model } = await pick(context.actor, String(request.model));
      return passOn(bag, provider, path, { ...request, model }, context);
    },
  };
}
