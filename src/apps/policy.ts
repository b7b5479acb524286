import { allow } from '../kernel/index.ts';

export const see = allow('apps:read', 'owner', 'admin', 'builder', 'expert', 'member', 'auditor');
export const inspect = allow('apps:read', 'owner', 'admin', 'builder', 'expert', 'auditor');
export const build = allow('apps:write', 'owner', 'admin', 'builder');
export const use = allow('models', 'owner', 'admin', 'builder', 'expert', 'member');
/** Members see their own runs; the operation narrows it. */
export const seeRuns = allow('runs:read', 'owner', 'admin', 'builder', 'expert', 'member', 'auditor');
/** For programs that send their traces; a key for that can do nothing else. */
export const ingest = allow('runs:write', 'owner', 'admin', 'builder');
/** Those who look after what assistants say. */
export const review = allow('apps:write', 'owner', 'admin', 'builder', 'expert');
export const giveFeedback = allow('models', 'owner', 'admin', 'builder', 'expert', 'member');
