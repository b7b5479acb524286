import { allow } from '../kernel/index.ts';

/** Everybody finds what their groups may read; what is in a collection is the builders' business. */
export const read = allow('knowledge:read', 'owner', 'admin', 'builder', 'expert', 'member', 'auditor');
export const write = allow('knowledge:write', 'owner', 'admin', 'builder');
export const operate = allow('workspace:write', 'owner', 'admin');
