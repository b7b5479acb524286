import { allow } from '../kernel/index.ts';

export const see = allow('apps:read', 'owner', 'admin', 'builder', 'expert', 'auditor');
export const build = allow('apps:write', 'owner', 'admin', 'builder');
/** What may be learned from is decided by those who answer for the workspace. */
export const govern = allow('workspace:write', 'owner', 'admin');
export const call = allow('models', 'owner', 'admin', 'builder', 'expert', 'member');
