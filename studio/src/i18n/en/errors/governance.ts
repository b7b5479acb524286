export const governanceErrors = {
  'governance.audit_unavailable': {
    what: 'This has to be recorded, and the audit log cannot be written. Nothing was done.',
    todo: 'Tell whoever runs this server; its log says why.',
  },
} as const;
