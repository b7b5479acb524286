export { openLedger } from './calls/ledger.ts';
export { framesOf } from './providers/kinds/aws-frames.ts';
