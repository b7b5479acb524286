import { allow } from '../kernel/index.ts';

export const checkTexts = allow('models', 'owner', 'admin', 'builder', 'expert', 'member');
export const seePolicies = allow('workspace:read', 'owner', 'admin', 'builder', 'auditor');
export const managePolicies = allow('workspace:write', 'owner', 'admin');
