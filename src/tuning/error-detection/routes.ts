import { type Route, route } from '../../kernel/index.ts';
import type { ErrorChecks } from './bag.ts';
import * as contract from './contract.ts';
import * as checks from './manage-checks.ts';
import * as findings from './manage-findings.ts';
import * as may from './policy.ts';
import { startErrorCheck } from './start-check.ts';

export const errorCheckRoutes: Route<ErrorChecks>[] = [
  route(contract.listErrorChecks, may.see, checks.listErrorChecks),
  route(contract.startErrorCheck, may.curate, startErrorCheck, { audited: 'error_check.start' }),
  route(contract.getErrorCheck, may.see, checks.getErrorCheck),
  route(contract.cancelErrorCheck, may.curate, checks.cancelErrorCheck),
  route(contract.deleteErrorCheck, may.curate, checks.deleteErrorCheck, { audited: 'error_check.delete' }),
  route(contract.listFindings, may.see, findings.listFindings),
  route(contract.decideFinding, may.curate, findings.decideFinding, { audited: 'error_finding.decide' }),
  route(contract.exportCorrected, may.curate, checks.exportCorrected, { audited: 'error_check.export' }),
];
