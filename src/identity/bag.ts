import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Kernel } from '../kernel/index.ts';
import type { Auth } from './auth.ts';
import type { KnownKeys } from './known-keys.ts';

/** What identity's operations work with. */
export interface Identity extends Kernel {
  auth: Auth;
  /** Counts failed sign-ins per address. */
  attempts: RateLimiterMemory;
  knownKeys: KnownKeys;
}
