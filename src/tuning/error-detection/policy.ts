import { allow } from '../../kernel/index.ts';

export const see = allow('apps:read', 'owner', 'admin', 'builder', 'expert', 'auditor');
/** Experts know what is right: they look for errors and decide about them. */
export const curate = allow('apps:write', 'owner', 'admin', 'builder', 'expert');
