import { defineErrors } from '../kernel/index.ts';

export const governanceErrors = defineErrors('governance', {
  audit_unavailable: {
    status: 503,
    title: 'The audit log cannot be written',
    message: () => 'This action must be recorded and the audit log cannot be written; nothing was done.',
    remedy: 'Tell whoever runs this server; the server log says why (often a full disk).',
  },
});
