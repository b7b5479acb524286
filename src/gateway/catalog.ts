import { type Database, keepFresh, type Soon, type Tx } from '../kernel/index.ts';
import type { LimitRow } from './limits/store.ts';
import { allLimits } from './limits/store.ts';
import { type Prices, pricesWith } from './prices/prices.ts';
import { presentPrices } from './prices/store.ts';
import type { RouteRow } from './routing/store.ts';
import { allRoutes } from './routing/store.ts';
import { allProviders, type ProviderRow } from './store.ts';

/** What decides where a workspace's calls go and what they may cost. */
export interface Catalog {
  providers: readonly ProviderRow[];
  routes: ReadonlyMap<string, RouteRow>;
  limits: readonly LimitRow[];
  prices: Prices;
  /** Models that somebody erased here, by their full names: nothing is sent to them, whoever may still have them. */
  withdrawn: ReadonlySet<string>;
}

/** Catalogs of the last second: every call needs one, and a query each would cost more than the rest of the call. */
export interface Catalogs {
  of(workspaceId: string): Soon<Catalog>;
  /** After a change made here; what another process changes is seen within a second. */
  forget(workspaceId: string): void;
}

const FRESH_MS = 1_000;
const MOST_KEPT = 10_000;

/** @param withdrawn names the erased models of a workspace; read with the rest, so that other processes know within a second */
export function keepCatalogs(db: Database, withdrawn: (tx: Tx) => Promise<string[]>): Catalogs {
  const load = (workspaceId: string): Promise<Catalog> =>
    db.in(workspaceId, async (tx) => ({
      providers: await allProviders(tx),
      routes: new Map((await allRoutes(tx)).map((route) => [route.slug, route])),
      limits: await allLimits(tx),
      prices: pricesWith(await presentPrices(tx)),
      withdrawn: new Set(await withdrawn(tx)),
    }));
  const kept = keepFresh<Catalog>({ freshMs: FRESH_MS, most: MOST_KEPT });
  return { of: (workspaceId) => kept.of(workspaceId, () => load(workspaceId)), forget: kept.forget };
}
