import { type Actor, onceThere, type Soon } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import { gatewayErrors } from '../errors.ts';
import type { WireFamily } from '../family.ts';
import type { ProviderRow } from '../store.ts';
import { kindOf } from './kinds/kinds.ts';
import { modelsOf } from './models-of.ts';
import { passOn } from './pass-on.ts';

interface Picked {
  provider: ProviderRow;
  /** As the provider calls it. */
  model: string;
}

/** Serves whatever the workspace's own providers serve: `<provider>/<model>`, or a bare name that one of them lists. */
export function providerFamily(bag: Gateway): WireFamily {
  const pick = (actor: Actor, name: string): Soon<Picked> =>
    onceThere(bag.catalogs.of(actor.workspaceId), ({ providers }) => pickOf(providers, name));
  const pickOf = (providers: readonly ProviderRow[], name: string): Soon<Picked> => {
    const named = providers.find((provider) => name.startsWith(`${provider.slug}/`));
    if (named) return { provider: named, model: name.slice(named.slug.length + 1) };
    const [only] = providers;
    if (only && providers.length === 1) return { provider: only, model: name };
    return bag.knownModels.whoHas(providers, name).then((provider) => {
      if (!provider) throw gatewayErrors.unknown_model({ model: name });
      return { provider, model: name };
    });
  };
  return {
    owns: () => true,
    place: (actor, name) =>
      onceThere(pick(actor, name), ({ provider: { id, slug, dataClasses } }) => ({
        id,
        provider: slug,
        dataClasses,
      })),
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
    pass: (path, request, context) =>
      onceThere(pick(context.actor, String(request.model)), ({ provider, model }) =>
        passOn(bag, provider, path, { ...request, model }, context),
      ),
  };
}
