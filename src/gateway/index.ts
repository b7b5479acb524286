import { join } from 'node:path';
import { type Kernel, openOutward } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import { openAnswerCache } from './cache/answer-cache.ts';
import { openLedger } from './calls/ledger.ts';
import { watchCalls } from './calls/watch-calls.ts';
import { keepCatalogs } from './catalog.ts';
import { keepRefusals } from './egress/refusals.ts';
import { gatewayErrors } from './errors.ts';
import { openAdmission } from './limits/admission.ts';
import { announceBudget } from './limits/announce-budget.ts';
import { mostSpentSince, spentSince } from './limits/store.ts';
import { ggufFamily } from './local/gguf/gguf-family.ts';
import { localFamily } from './local/local-family.ts';
import { createMiniLm } from './local/minilm/minilm.ts';
import { keepKnownModels } from './providers/known-models.ts';
import { modelsOf } from './providers/models-of.ts';
import { providerFamily } from './providers/provider-family.ts';
import { watchHealth } from './routing/health.ts';

export type { Gateway } from './bag.ts';
export { callModel } from './calls/call-model.ts';
export { contextOf } from './calls/context-of.ts';
export type { Guard, GuardedCall, ModelRequest } from './calls/guard.ts';
export { mayBeLearnedFrom } from './calls/may-be-learned-from.ts';
export type { Tokens } from './calls/tokens.ts';
export type { DataClass } from './contract.ts';
export { dataClassOf } from './egress/data-class-of.ts';
export { isLower, strictest, UNLABELLED } from './egress/strictest.ts';
export { ensureEnvironmentProvider } from './environment-provider.ts';
export type { ChatEvent, ModelFamily, TokenLogprob, Usage } from './family.ts';
export { textsOf } from './local/local-family.ts';
export { dot } from './local/minilm/dot.ts';
export { familiarity } from './local/minilm/familiarity.ts';
export type { Embedding, MiniLm } from './local/minilm/minilm.ts';
export { remember } from './local/minilm/remember.ts';
export { modelState } from './model-state.ts';
export { costOf, type Prices } from './prices/prices.ts';
export { resolve, routedPolicy } from './resolve.ts';
export { gatewayRoutes } from './routes.ts';
export type { RouteDefinition } from './routing/contract.ts';
export { listRoutes, putRoute } from './routing/manage-routes.ts';
export { askProvider, classesOf, compatibleProviders } from './upstream/ask-provider.ts';
export { questionOf, textOf } from './wire/messages.ts';

/** Opens the gateway. Rooms above add their own model families in front of the providers. */
export function createGateway(kernel: Kernel): Gateway {
  const { EMBED_THREADS: threads, SEVENFOLD_DATA_DIR, PROVIDER_HOSTS, OPENAI_BASE_URL } = kernel.config;
  const { GGUF_FILE } = kernel.config;
  const minilm = createMiniLm({ threads, precision: 'int8', cacheDir: join(SEVENFOLD_DATA_DIR, 'cache') });
  // Whoever sets the environment may reach their own network; whoever only has the studio may not.
  const outward = openOutward([
    ...PROVIDER_HOSTS,
    ...(OPENAI_BASE_URL ? [new URL(OPENAI_BASE_URL).host] : []),
  ]);
  const ledger = openLedger(kernel.db, kernel.log, kernel.telemetry && watchCalls(kernel.telemetry));
  const answers = openAnswerCache(kernel.db, kernel.log);
  kernel.durable.reconcile('kept answers', answers.tidy);
  const bag: Gateway = {
    ...kernel,
    ...{
      minilm,
      outward,
      ledger,
      answers,
      families: [localFamily(minilm), ...(GGUF_FILE ? [ggufFamily(GGUF_FILE)] : [])],
    },
    catalogs: keepCatalogs(kernel.db, (tx) => bag.withdrawals.names(tx)),
    knownModels: keepKnownModels((provider) => modelsOf(bag, provider)),
    health: watchHealth(),
    refusals: keepRefusals(kernel),
    guards: [],
    withdrawals: {
      names: async () => [],
      refusal: (model) => gatewayErrors.unknown_model({ model }),
    },
    admission: openAdmission({
      async load(workspaceId, since, who) {
        await ledger.flush();
        return kernel.db.in(workspaceId, (tx) => spentSince(tx, since, who));
      },
      async most(workspaceId, since, of) {
        await ledger.flush();
        return kernel.db.in(workspaceId, (tx) => mostSpentSince(tx, since, of));
      },
      alert: (budget) => void announceBudget(kernel, budget),
    }),
  };
  bag.families.push(providerFamily(bag));
  kernel.atClose(() => answers.flush());
  kernel.atClose(() => bag.refusals.close());
  kernel.atClose(() => ledger.close());
  kernel.atClose(() => minilm.close());
  kernel.atClose(() => outward.close());
  return bag;
}
