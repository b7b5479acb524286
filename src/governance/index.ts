export { auditor } from './audited.ts';
export type { Problem } from './chain.ts';
export { record } from './record.ts';
export { governanceRoutes } from './routes.ts';
export { verifyExport } from './verify-export.ts';
