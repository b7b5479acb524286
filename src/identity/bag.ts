import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor, Kernel, Tx } from '../kernel/index.ts';
import type { Auth } from './auth.ts';
import type { KnownKeys } from './known-keys.ts';

/** Puts an act on record within its transaction. The audit log is above this room, so it is handed in. */
export type Recorder = (
  tx: Tx,
  actor: Actor,
  act: { action: string; target: string; outcome: 'done'; details?: Record<string, unknown> },
) => Promise<void>;

/** What identity's operations work with. */
export interface Identity extends Kernel {
  auth: Auth;
  /** Counts failed sign-ins per address. */
  attempts: RateLimiterMemory;
  knownKeys: KnownKeys;
  record: Recorder;
}
