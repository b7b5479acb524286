import { allow } from '../kernel/index.ts';

export const see = allow('apps:read', 'owner', 'admin', 'builder', 'expert', 'auditor');
/** Builders make versions; letting them serve is a second pair of eyes where a workspace wants one: admins and owners. */
export const release = allow('apps:write', 'owner', 'admin', 'builder');
