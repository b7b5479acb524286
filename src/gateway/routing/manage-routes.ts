import { groupsNamed } from '../../identity/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import { type Actor, errors } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import { deleteKept } from '../cache/store.ts';
import { mayGo } from '../egress/check-egress.ts';
import { UNLABELLED } from '../egress/strictest.ts';
import { gatewayErrors } from '../errors.ts';
import { estimateTokens } from '../wire/tokens.ts';
import type * as contract from './contract.ts';
import type { RouteDefinition } from './contract.ts';
import { candidateOf, chooseFor } from './plan.ts';
import * as store from './store.ts';

export async function listRoutes(bag: Gateway, actor: Actor) {
  return { data: (await bag.db.in(actor.workspaceId, store.allRoutes)).map(present) };
}

export async function addRoute(bag: Gateway, actor: Actor, input: RouteDefinition) {
  const definition = await checked(bag, actor, input);
  const row = await bag.db.in(actor.workspaceId, (tx) =>
    store.addRouteRow(tx, actor.workspaceId, definition),
  );
  if (!row) throw gatewayErrors.route_exists({ slug: input.slug });
  bag.catalogs.forget(actor.workspaceId);
  return present(row);
}

export async function putRoute(bag: Gateway, actor: Actor, input: InputOf<typeof contract.putRoute>) {
  const definition = await checked(bag, actor, input);
  const row = await bag.db.in(actor.workspaceId, async (tx) => {
    await deleteKept(tx, input.slug);
    return store.changeRouteRow(tx, definition);
  });
  if (!row) throw errors.not_found({ what: 'The route' });
  bag.catalogs.forget(actor.workspaceId);
  return present(row);
}

/** A route to a route could lead in a circle, and nobody could say any more what serves a name. */
async function checked(bag: Gateway, actor: Actor, input: RouteDefinition): Promise<RouteDefinition> {
  const { routes } = await bag.catalogs.of(actor.workspaceId);
  const named = input.rules.flatMap(({ use, fallback }) => [...use.map(({ model }) => model), ...fallback]);
  const nested = named.find((model) => model === input.slug || routes.has(model));
  if (nested) throw gatewayErrors.route_to_route({ model: nested });
  const rules = await bag.db.in(actor.workspaceId, (tx) => withGroupIds(tx, input.rules));
  return { ...input, rules };
}

export async function removeRoute(bag: Gateway, actor: Actor, input: { slug: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, async (tx) => {
    await deleteKept(tx, input.slug);
    return store.deleteRoute(tx, input.slug);
  });
  if (!found) throw errors.not_found({ what: 'The route' });
  bag.catalogs.forget(actor.workspaceId);
}

/** What would become of a request, with the reasons; nothing is sent. */
export async function tryRoute(bag: Gateway, actor: Actor, input: InputOf<typeof contract.tryRoute>) {
  const { routes, prices, providers } = await bag.catalogs.of(actor.workspaceId);
  const route = routes.get(input.slug)?.definition;
  if (!route) throw errors.not_found({ what: 'The route' });
  const dataClass = input.dataClass ?? UNLABELLED;
  const groups = input.groups
    ? await bag.db.in(actor.workspaceId, (tx) => groupsNamed(tx, input.groups ?? []))
    : undefined;
  const asker = groups ? { ...actor, groups: groups.map(({ id }) => id) } : actor;
  const request = {
    model: input.slug,
    dataClass,
    tokens: estimateTokens(input.text),
    text: () => input.text,
    ...{ prices, providers },
  };
  const { rule, models, reasons } = chooseFor(bag, asker, route, request);
  const chosen = rule === undefined ? undefined : route.rules[rule];
  const total = chosen?.use.reduce((sum, { weight }) => sum + weight, 0) ?? 1;
  const targets = await Promise.all(
    models.map(async (model) => {
      const candidate = await candidateOf(bag, actor, model);
      const weight = chosen?.use.find((one) => one.model === model)?.weight;
      return {
        model: candidate.model,
        provider: candidate.place?.provider ?? 'local',
        share: weight === undefined ? 0 : weight / (total || 1),
        barred: mayGo(dataClass, candidate) ? null : `it may not see ${dataClass} content`,
      };
    }),
  );
  return { rule: rule ?? null, ruleName: chosen?.name ?? null, rules: reasons, targets };
}

type Rules = RouteDefinition['rules'];
type Tx = Parameters<typeof groupsNamed>[0];

/** Groups are written by their names and kept by their ids, as actors carry them. */
async function withGroupIds(tx: Tx, rules: Rules): Promise<Rules> {
  const wanted = [...new Set(rules.flatMap(({ when }) => when.group ?? []))];
  if (wanted.length === 0) return rules;
  const found = await groupsNamed(tx, wanted);
  const idOf = (name: string) => {
    const group = found.find(({ id, slug }) => id === name || slug === name);
    if (!group)
      throw errors.invalid({ where: 'body.rules.when.group', problem: `names the unknown group "${name}"` });
    return group.id;
  };
  return rules.map((rule) => ({
    ...rule,
    when: { ...rule.when, ...(rule.when.group ? { group: rule.when.group.map(idOf) } : {}) },
  }));
}

function present({ id, definition, updatedAt }: store.RouteRow) {
  return { ...definition, id, updatedAt: updatedAt.toISOString() };
}
