import { body, type Inputs, none } from './make.ts';

export const governanceInputs: Inputs = {
  'GET /api/audit': none,
  'GET /api/audit/anchor': none,
  'POST /api/audit/verify': body(() => ({ anchors: [] })),
  'GET /api/audit/export': none,
};
