import type { governanceErrors as english } from '../../en/errors/governance.ts';
import type { Explanation } from '../../message.ts';

export const governanceErrors = {
  'governance.audit_unavailable': {
    what: '此操作必须留下记录，而审计日志无法写入，因此没有执行。',
    todo: '请告知服务器管理人员，原因见服务器日志。',
  },
} satisfies Record<keyof typeof english, Explanation>;
