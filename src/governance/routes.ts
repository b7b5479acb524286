import { type Route, route } from '../kernel/index.ts';
import { exportAudit, getAuditAnchor, listAudit, verifyAudit } from './audit-log.ts';
import type { Governance } from './bag.ts';
import * as contract from './contract.ts';
import * as may from './policy.ts';

export const governanceRoutes: Route<Governance>[] = [
  route(contract.listAudit, may.readAudit, listAudit),
  route(contract.getAuditAnchor, may.readAudit, getAuditAnchor),
  route(contract.verifyAudit, may.readAudit, verifyAudit),
  route(contract.exportAudit, may.readAudit, exportAudit),
];
