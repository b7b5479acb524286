import type { requestErrors as english } from '../../en/errors/request.ts';
import type { Explanation } from '../../message.ts';

export const requestErrors = {
  'request.invalid': {
    what: '{where}：{problem}',
    todo: '请更正后重试。',
  },
  'request.not_json': {
    what: '服务器无法读取请求。',
    todo: '请刷新页面，当前页面可能比服务器版本旧。',
  },
  'request.unsupported_media_type': {
    what: '服务器在此只接受 {want}，不接受 {got}。',
    todo: '请刷新页面，当前页面可能比服务器版本旧。',
  },
  'request.too_large': {
    what: '内容超过了 {limit}。',
    todo: '请分批发送，或请服务器管理人员调高上限。',
  },
  'request.unauthenticated': {
    what: '您尚未登录，或登录已过期。',
    todo: '请重新登录。',
  },
  'request.forbidden': {
    what: '您的角色不能执行此操作。',
    todo: '请工作区的所有者或管理员代为操作，或调整您的角色。',
  },
  'request.foreign_origin': {
    what: '服务器不接受来自 {got} 的请求。',
    todo: '请从原本的地址打开，或将 PUBLIC_URL 设为您使用的地址。',
  },
  'request.not_found': {
    what: '找不到{what}。',
    todo: '它可能已被删除，或属于其他工作区。',
  },
  'request.conflict': {
    what: '{what}已存在。',
    todo: '请换一个名称，或修改已有的那一个。',
  },
  'request.rate_limited': {
    what: '尝试次数过多。',
    todo: '请在 {seconds} 秒后重试。',
  },
  'request.database_unavailable': {
    what: '数据库没有响应，未做任何更改。',
    todo: '请稍候几秒重试。如持续出现，请告知服务器管理人员。',
  },
  'request.cancelled': {
    what: '操作在完成前被停止。',
    todo: '如仍需要，请重新开始。',
  },
  'request.internal': {
    what: '服务器出了问题。',
    todo: '请重试。如仍出现，请将事件编号告知服务器管理人员。',
  },
} satisfies Record<keyof typeof english, Explanation>;
