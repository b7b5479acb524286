import { allow } from '../kernel/index.ts';

export const readAudit = allow('workspace:read', 'owner', 'admin', 'auditor');
