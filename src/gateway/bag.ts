import type { Failure, Kernel, Outward, Tx } from '../kernel/index.ts';
import type { AnswerCache } from './cache/answer-cache.ts';
import type { Guard } from './calls/guard.ts';
import type { Ledger } from './calls/ledger.ts';
import type { Catalogs } from './catalog.ts';
import type { Refusals } from './egress/refusals.ts';
import type { ModelFamily } from './family.ts';
import type { Admission } from './limits/admission.ts';
import type { MiniLm } from './local/minilm/minilm.ts';
import type { KnownModels } from './providers/known-models.ts';
import type { Health } from './routing/health.ts';

/** What the gateway's operations work with. */
export interface Gateway extends Kernel {
  minilm: MiniLm;
  /** Reaches providers, and nothing that a provider's base URL should not lead to. */
  outward: Outward;
  /** Asked in order who owns a model's name; the last one (providers) takes what is left. */
  families: ModelFamily[];
  catalogs: Catalogs;
  admission: Admission;
  ledger: Ledger;
  answers: AnswerCache;
  knownModels: KnownModels;
  health: Health;
  /** What may go to no provider, on record. */
  refusals: Refusals;
  /** Asked about every call; rooms above add theirs. */
  guards: Guard[];
  /** What a room above knows to be erased. */
  withdrawals: Withdrawals;
}

interface Withdrawals {
  /** Full names (`<provider>/<model>` of a provider's) that are not called any more. */
  names(tx: Tx): Promise<string[]>;
  /** What whoever calls one is told. */
  refusal(model: string): Failure;
}
