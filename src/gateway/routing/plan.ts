import { type Actor, detectLanguage, Failure, onceThere, type Soon } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import type { Catalog } from '../catalog.ts';
import type { DataClass } from '../contract.ts';
import { type Candidate, checkEgress } from '../egress/check-egress.ts';
import { gatewayErrors } from '../errors.ts';
import type { ModelFamily } from '../family.ts';
import { defaultModel } from '../providers/default-model.ts';
import { TIMEOUTS, type Timeouts } from '../upstream/open-upstream.ts';
import { type Chosen, choose } from './choose.ts';
import type { RouteDefinition } from './contract.ts';
import { healthKey } from './health.ts';

/** Where a call goes, and with how much patience. */
export interface Plan {
  candidates: Candidate[];
  /** The route's name, when the caller gave one. */
  route: string | undefined;
  retries: number;
  hedgeAfterMs: number | undefined;
  timeouts: Timeouts;
  cache: RouteDefinition['cache'];
  guardrails: string | undefined;
  /** Dollars that a call may be expected to cost. */
  maxCostUsd: number | undefined;
}

export interface PlanInput {
  model: string;
  dataClass: DataClass;
  tokens: number;
  /** The app that asks, for the record when nobody may be asked. */
  app?: string | undefined;
  /** What it is about, for rules on language. */
  text(): string;
}

/** Resolves a name to the models to try: a route's, the default, or the one it names. */
export function planCall(bag: Gateway, actor: Actor, catalog: Catalog, input: PlanInput): Soon<Plan> {
  const route = catalog.routes.get(input.model)?.definition;
  if (route) return planRoute(bag, actor, catalog, route, input);
  const outgoing = { actor, dataClass: input.dataClass, app: input.app, route: undefined };
  const allowed = (candidate: Candidate) =>
    checkEgress(bag.refusals, outgoing, stillThere(bag, catalog, [candidate]));
  const candidates = onceThere(candidateOf(bag, actor, input.model), allowed);
  return onceThere(candidates, (models) => ({
    candidates: models,
    route: undefined,
    retries: 0,
    hedgeAfterMs: undefined,
    timeouts: TIMEOUTS,
    cache: undefined,
    guardrails: undefined,
    maxCostUsd: undefined,
  }));
}

async function planRoute(
  bag: Gateway,
  actor: Actor,
  catalog: Catalog,
  route: RouteDefinition,
  input: PlanInput,
): Promise<Plan> {
  const { prices, providers } = catalog;
  const chosen = chooseFor(bag, actor, route, { ...input, prices, providers });
  if (chosen.models.length === 0) throw gatewayErrors.no_rule({ route: route.slug });
  const candidates = stillThere(bag, catalog, await candidatesOf(bag, actor, chosen.models));
  const { firstByteSeconds, idleSeconds, totalSeconds } = route.timeouts;
  const outgoing = { actor, dataClass: input.dataClass, app: input.app, route: route.slug };
  return {
    candidates: await checkEgress(bag.refusals, outgoing, candidates),
    route: route.slug,
    retries: route.retries,
    hedgeAfterMs: route.hedgeAfterSeconds === undefined ? undefined : route.hedgeAfterSeconds * 1000,
    timeouts: {
      firstByteMs: firstByteSeconds ? firstByteSeconds * 1000 : TIMEOUTS.firstByteMs,
      idleMs: idleSeconds ? idleSeconds * 1000 : TIMEOUTS.idleMs,
      totalMs: totalSeconds ? totalSeconds * 1000 : undefined,
    },
    cache: route.cache,
    guardrails: route.guardrails,
    maxCostUsd: route.maxCostUsd,
  };
}

/** What a route's rules say of a request. */
export function chooseFor(
  bag: Gateway,
  actor: Actor,
  route: RouteDefinition,
  input: PlanInput & Pick<Catalog, 'prices' | 'providers'>,
): Chosen {
  const { dataClass, tokens } = input;
  const caller = actor.memberId ?? actor.id;
  const language = () => detectLanguage(input.text());
  return choose(
    route,
    { dataClass, tokens, caller, groups: actor.groups, language },
    {
      latency: (model) => latencyOf(bag, input.providers, model),
      price(model) {
        const price = input.prices.of(model.split('/')[0] ?? '', model)?.price;
        return price && price.input + price.output;
      },
    },
  );
}

/** Of a bare name, which says no provider, that of the provider who has been asked for it. */
function latencyOf({ health }: Gateway, providers: Catalog['providers'], name: string): number | undefined {
  const named = providers.find(({ slug }) => name.startsWith(`${slug}/`));
  const ids = named ? [named.id] : [undefined, ...providers.map(({ id }) => id)];
  return ids.map((id) => health.latency(healthKey(id, name))).find((known) => known !== undefined);
}

export function candidateOf(bag: Gateway, actor: Actor, name: string): Soon<Candidate> {
  const placed = (model: string): Soon<Candidate> =>
    onceThere(familyOf(bag, model).place?.(actor, model), (place) => ({ model, place }));
  return name === 'default' ? defaultModel(bag, actor.workspaceId).then(placed) : placed(name);
}

/**
 * Those of a route's models that there are: one whose provider was removed does not take its fall-backs with it.
 * @throws 404 when there is none of them
 */
async function candidatesOf(bag: Gateway, actor: Actor, models: readonly string[]): Promise<Candidate[]> {
  const found = await Promise.allSettled(models.map(async (model) => candidateOf(bag, actor, model)));
  const failures = found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const defect = failures.find((reason) => !(reason instanceof Failure && reason.status === 404));
  if (defect) throw defect;
  const known = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (known.length === 0) throw failures[0];
  return known;
}

/** Those that nobody erased: a route goes on with the others. @throws when none is left */
function stillThere(bag: Gateway, { withdrawn }: Catalog, all: Candidate[]): Candidate[] {
  if (withdrawn.size === 0) return all;
  const left = all.filter((candidate) => !withdrawn.has(fullName(candidate)));
  const [first] = all;
  if (left.length === 0 && first) throw bag.withdrawals.refusal(fullName(first));
  return left;
}

/** With its provider, though it was asked for by its bare name. */
function fullName({ model, place }: Candidate): string {
  return !place || model.startsWith(`${place.provider}/`) ? model : `${place.provider}/${model}`;
}

/** The family that serves a model. @throws 404 when none does. */
export function familyOf(bag: Gateway, model: string): ModelFamily {
  const family = bag.families.find((candidate) => candidate.owns(model));
  if (!family) throw gatewayErrors.unknown_model({ model });
  return family;
}

/** Everything that was said, as one text: messages of a chat, or the input of embeddings and responses. */
export function textOfRequest(request: Record<string, unknown>): string {
  const { messages, input, instructions } = request;
  const said = Array.isArray(messages) ? messages : Array.isArray(input) ? input : [input];
  return [instructions, ...said].map(textOfItem).filter(Boolean).join('\n');
}

function textOfItem(item: unknown): string {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return '';
  if ('text' in item && typeof item.text === 'string') return item.text;
  if ('output' in item && typeof item.output === 'string') return item.output;
  if (!('content' in item)) return '';
  return Array.isArray(item.content) ? item.content.map(textOfItem).join('\n') : textOfItem(item.content);
}
