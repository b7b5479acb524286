import { isDeepStrictEqual } from 'node:util';
import { listRoutes, putRoute, type RouteDefinition } from '../../gateway/index.ts';
import type { InputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Tuning } from '../bag.ts';
import { tuningErrors } from '../errors.ts';
import type * as contract from './contract.ts';
import { getDistillation, loadDistillation } from './manage-distillations.ts';
import type { Distillation } from './present.ts';
import { rulesWithShare } from './share.ts';
import * as store from './store.ts';

/**
 * Gives the student a share of what a route sends to the teacher. Nothing takes traffic without a pass, unless an owner
 * says why; the reason is kept with the move.
 */
export async function moveTraffic(
  bag: Tuning,
  actor: Actor,
  input: InputOf<typeof contract.moveTraffic>,
): Promise<Distillation> {
  const { workspaceId } = actor;
  const row = await bag.db.in(workspaceId, (tx) => loadDistillation(tx, input.id));
  const result = row.report?.result;
  if (result === undefined) throw tuningErrors.not_compared({ status: row.status });
  if (result !== 'pass' && !input.override) throw tuningErrors.not_passed({ result });
  if (result !== 'pass' && actor.role !== 'owner') throw tuningErrors.owner_overrides();
  const before = await loadRoute(bag, actor, input.route);
  const { teacher, student } = row.comparison;
  const rules = rulesWithShare(before.rules, teacher.model, student.model, input.share);
  if (!rules) throw tuningErrors.route_without_teacher({ route: input.route, model: teacher.model });
  const after = { ...before, rules };
  const { share, route } = input;
  await bag.db.in(workspaceId, (tx) =>
    store.addMove(tx, {
      ...{ workspaceId, distillationId: row.id, route, share, before, after, by: actor.name },
      override: result === 'pass' ? null : (input.override ?? null),
    }),
  );
  await putRoute(bag, actor, after);
  return getDistillation(bag, actor, { id: row.id });
}

/** The route says again what it said before the newest move. A route that somebody changed since is left to them. */
export async function moveBack(bag: Tuning, actor: Actor, input: { id: string }): Promise<Distillation> {
  const move = await bag.db.in(actor.workspaceId, async (tx) => {
    await loadDistillation(tx, input.id);
    return store.lastMove(tx, input.id);
  });
  if (!move) throw tuningErrors.nothing_moved();
  const now = await loadRoute(bag, actor, move.route);
  // A move that crashed before the route was changed has nothing to take back.
  const undone = isDeepStrictEqual(now, move.before);
  if (!undone && !isDeepStrictEqual(now, move.after)) throw tuningErrors.route_changed({ route: move.route });
  if (!undone) await putRoute(bag, actor, move.before as RouteDefinition);
  await bag.db.in(actor.workspaceId, (tx) => store.endMove(tx, move.id));
  return getDistillation(bag, actor, input);
}

async function loadRoute(bag: Tuning, actor: Actor, slug: string): Promise<RouteDefinition> {
  const found = (await listRoutes(bag, actor)).data.find((route) => route.slug === slug);
  if (!found) throw tuningErrors.unknown_route({ route: slug });
  const { id: _id, updatedAt: _updatedAt, ...definition } = found;
  // As JSON, like the copy that a move keeps: an absent field and one that says undefined are the same.
  return JSON.parse(JSON.stringify(definition));
}
