import type { OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors } from '../../kernel/index.ts';
import type { Gateway } from '../bag.ts';
import type * as contract from './contract.ts';
import { TABLE } from './prices.ts';
import * as store from './store.ts';

export async function listPrices(bag: Gateway, actor: Actor): Promise<OutputOf<typeof contract.listPrices>> {
  const rows = await bag.db.in(actor.workspaceId, store.allPrices);
  const models = Object.entries(TABLE.models).map(([model, { input, cached, output }]) => ({
    ...{ model, input, cached: cached ?? null, output },
  }));
  return { own: rows.map(present), table: { version: TABLE.version, models } };
}

export async function setPrice(bag: Gateway, actor: Actor, input: contract.NewPrice) {
  const { workspaceId, name: by } = actor;
  const row = await bag.db.in(workspaceId, (tx) => store.addPrice(tx, { ...input, workspaceId, by }));
  bag.catalogs.forget(workspaceId);
  return present(row);
}

export async function endPrice(bag: Gateway, actor: Actor, { id }: { id: string }): Promise<void> {
  const ended = await bag.db.in(actor.workspaceId, (tx) => store.endPrice(tx, id));
  if (!ended) throw errors.not_found({ what: 'The price' });
  bag.catalogs.forget(actor.workspaceId);
}

function present({ workspaceId: _, since, until, ...row }: store.PriceRow) {
  return { ...row, since: since.toISOString(), until: until?.toISOString() ?? null };
}
