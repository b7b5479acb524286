import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Kernel } from '../kernel/index.ts';
import { createAuth } from './auth.ts';
import type { Identity, Recorder } from './bag.ts';
import { rememberKeys } from './known-keys.ts';

export { authenticate } from './authenticate.ts';
export type { Identity } from './bag.ts';
export { checkGroups } from './check-groups.ts';
export {
  type Credential,
  createFirstWorkspace,
  ensureAdminKey,
  type FirstWorkspace,
} from './first-start.ts';
export { ensureLocalKey, localKeyFile } from './local-key.ts';
export { identityRoutes } from './routes.ts';
export { groupsNamed } from './store/groups.ts';
export { findWorkspace, workspaceIds } from './store/workspaces.ts';

/** Ten wrong passwords for an address, then a pause of up to fifteen minutes. */
const ATTEMPTS = { points: 10, duration: 15 * 60 };

export function createIdentity(kernel: Kernel, record: Recorder): Identity {
  return {
    ...kernel,
    auth: createAuth(kernel),
    attempts: new RateLimiterMemory(ATTEMPTS),
    knownKeys: rememberKeys(),
    record,
  };
}
