import { type Actor, toFailure } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import { hashOf } from './cache/key.ts';
import { defaultModel } from './providers/default-model.ts';
import { familyOf } from './routing/plan.ts';

/**
 * Who answers to a name, as a text that changes when somebody else does: of a route the rules and all models that they
 * name, of a model its revision and the server behind it. @throws 404 when there is none
 */
export async function modelState(bag: Gateway, actor: Actor, name: string): Promise<string> {
  const route = (await bag.catalogs.of(actor.workspaceId)).routes.get(name);
  if (!route) return stateOf(bag, actor, name);
  const { rules } = route.definition;
  const named = new Set(
    rules.flatMap(({ use, fallback }) => [...use.map(({ model }) => model), ...fallback]),
  );
  const states: string[] = [];
  for (const model of named) states.push(await stateOrMissing(bag, actor, model));
  return [name, route.updatedAt.toISOString(), hashOf(states)].join('#');
}

/** One model of a route that is gone does not take the others with it. */
async function stateOrMissing(bag: Gateway, actor: Actor, name: string): Promise<string> {
  try {
    return await stateOf(bag, actor, name);
  } catch (error) {
    if (toFailure(error).status >= 500) throw error;
    return `${name} missing`;
  }
}

async function stateOf(bag: Gateway, actor: Actor, name: string): Promise<string> {
  const model = name === 'default' ? await defaultModel(bag, actor.workspaceId) : name;
  const family = familyOf(bag, model);
  const place = await family.place?.(actor, model);
  const { providers } = await bag.catalogs.of(actor.workspaceId);
  const provider = place && providers.find(({ slug }) => slug === place.provider);
  // Without the key: one that is renewed leaves the same server to answer.
  const server = provider && hashOf([provider.id, provider.kind, provider.baseUrl, provider.settings]);
  return [model, family.revision?.(model), server].filter((part) => part !== undefined).join('#');
}
