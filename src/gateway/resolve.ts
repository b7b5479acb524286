import { type Actor, onceThere, type Soon } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import { callModel } from './calls/call-model.ts';
import type { ChatRequest } from './contract-openai.ts';
import { gatewayErrors } from './errors.ts';
import type { CallContext, ChatEvent, ModelFamily, ModelInfo } from './family.ts';
import { defaultModel } from './providers/default-model.ts';
import { eventsOf } from './providers/events-of.ts';
import { familyOf } from './routing/plan.ts';

/** A model as the rooms above call it: routed, limited and counted like every call. */
export interface Callable {
  model: string;
  quotes: boolean;
  chat(request: ChatRequest, context: CallContext): AsyncIterable<ChatEvent>;
}

/** The model behind a name: a route, `default`, or the one it names. @throws 404 when there is none */
export async function resolve(bag: Gateway, actor: Actor, name: string): Promise<Callable> {
  const { routes } = await bag.catalogs.of(actor.workspaceId);
  const route = routes.get(name);
  const model = name === 'default' && !route ? await defaultModel(bag, actor.workspaceId) : name;
  const family = route ? undefined : familyOf(bag, model);
  if (family) await family.place?.(actor, model);
  return {
    model,
    quotes: family?.quotes?.(model) ?? false,
    chat: (request, context) =>
      family?.composite && family.chat
        ? family.chat({ ...request, model }, context)
        : chat(bag, { ...request, model }, context),
  };
}

async function* chat(bag: Gateway, request: ChatRequest, context: CallContext): AsyncIterable<ChatEvent> {
  const body = { ...request, stream: true, stream_options: { include_usage: true } };
  const answer = await callModel(bag, '/chat/completions', body, context);
  if (answer.as === 'vectors') throw gatewayErrors.cannot_chat({ model: request.model });
  yield* answer.as === 'events' ? answer.events : eventsOf(answer.bytes, answer.provider);
}

/** The guardrail policy that a route asks for; undefined for a model, and for a route that names none. */
export async function routedPolicy(bag: Gateway, actor: Actor, name: string): Promise<string | undefined> {
  return (await bag.catalogs.of(actor.workspaceId)).routes.get(name)?.definition.guardrails;
}

/** The family of a name that stands for something that calls models itself; undefined for a model or a route. */
export function composite(bag: Gateway, actor: Actor, name: string): Soon<ModelFamily | undefined> {
  const family = bag.families.find((candidate) => candidate.owns(name));
  if (!family?.composite) return undefined;
  // A route may have any name but an app's.
  return onceThere(bag.catalogs.of(actor.workspaceId), ({ routes }) =>
    routes.has(name) ? undefined : family,
  );
}

/** Every model the actor can call. A provider that does not answer leaves its models out rather than the list empty. */
export async function listModels(bag: Gateway, actor: Actor) {
  const { routes } = await bag.catalogs.of(actor.workspaceId);
  const named = [...routes.keys()].map((id) => ({ id, ownedBy: 'route' }));
  const lists = await Promise.all(bag.families.map((family) => family.models(actor)));
  return { object: 'list' as const, data: [...named, ...lists.flat()].map(presentModel) };
}

export async function getModel(bag: Gateway, actor: Actor, input: { model: string }) {
  const { data } = await listModels(bag, actor);
  const found = data.find((model) => model.id === input.model);
  if (!found) throw gatewayErrors.unknown_model({ model: input.model });
  return found;
}

function presentModel(model: ModelInfo) {
  const created = Math.floor((model.created?.getTime() ?? 0) / 1_000);
  return { id: model.id, object: 'model' as const, created, owned_by: model.ownedBy };
}
