import { allow } from '../kernel/index.ts';

export const see = allow('apps:read', 'owner', 'admin', 'builder', 'expert', 'auditor');
/** Experts own what is right: they keep data sets, accept examples and measure. */
export const curate = allow('apps:write', 'owner', 'admin', 'builder', 'expert');
export const build = allow('apps:write', 'owner', 'admin', 'builder');
