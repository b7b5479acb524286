import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import type * as contract from './contract.ts';
import type { LimitRule } from './contract.ts';
import * as store from './store.ts';

export async function listLimits(bag: Gateway, actor: Actor): Promise<OutputOf<typeof contract.listLimits>> {
  const rows = await bag.db.in(actor.workspaceId, store.allLimits);
  return { data: await Promise.all(rows.map((row) => present(bag, row))) };
}

export async function addLimit(bag: Gateway, actor: Actor, rule: LimitRule) {
  const row = await bag.db.in(actor.workspaceId, (tx) => store.addLimitRow(tx, actor.workspaceId, rule));
  bag.catalogs.forget(actor.workspaceId);
  return present(bag, row);
}

export async function changeLimit(bag: Gateway, actor: Actor, input: InputOf<typeof contract.changeLimit>) {
  const { id, ...rule } = input;
  const row = await bag.db.in(actor.workspaceId, (tx) => store.changeLimitRow(tx, id, rule));
  if (!row) throw errors.not_found({ what: 'The limit' });
  bag.catalogs.forget(actor.workspaceId);
  return present(bag, row);
}

export async function removeLimit(bag: Gateway, actor: Actor, input: { id: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => store.deleteLimit(tx, input.id));
  if (!found) throw errors.not_found({ what: 'The limit' });
  bag.catalogs.forget(actor.workspaceId);
}

async function present(bag: Gateway, row: store.LimitRow) {
  const { id, rule } = row;
  const spentDollars = rule.budget ? (await bag.admission.spent(row)) / 1e9 : null;
  return { id, rule, spentDollars };
}
