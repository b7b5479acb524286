import type { studioErrors as english } from '../../en/errors/studio.ts';
import type { Explanation } from '../../message.ts';

export const studioErrors = {
  'studio.unexpected': {
    what: '页面出了问题。',
    todo: '请刷新页面。如仍出现，请告知服务器管理人员。',
  },
  'studio.unreachable': {
    what: '服务器没有响应。',
    todo: '请检查网络后重试。您输入的内容还在。',
  },
  'studio.cut_off': {
    what: '回答尚未完成，连接就中断了。',
    todo: '请重新提问。',
  },
  'studio.not_an_anchor': {
    what: '文件中没有审计日志的锚点。',
    todo: '请选择用“保存锚点”保存的文件，或导出文件。',
  },
} satisfies Record<keyof typeof english, Explanation>;
