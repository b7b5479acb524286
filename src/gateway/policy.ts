import { allow } from '../kernel/index.ts';

export const callModels = allow('models', 'owner', 'admin', 'builder', 'expert', 'member');
export const seeModels = allow('models', 'owner', 'admin', 'builder', 'expert', 'member', 'auditor');
export const seeProviders = allow('workspace:read', 'owner', 'admin', 'builder', 'auditor');
export const manageProviders = allow('workspace:write', 'owner', 'admin');
export const manageRoutes = allow('workspace:write', 'owner', 'admin');
export const seeUsage = allow('workspace:read', 'owner', 'admin', 'builder', 'auditor');
