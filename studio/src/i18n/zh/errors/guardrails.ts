import type { guardrailsErrors as english } from '../../en/errors/guardrails.ts';
import type { Explanation } from '../../message.ts';

export const guardrailsErrors = {
  'guardrails.needs': {
    what: '“{check}”检查缺少“{field}”。',
    todo: '请补上这一项，或者不做这项检查。',
  },
  'guardrails.bad_schema': {
    what: '这个 JSON schema 无法使用：{detail}',
    todo: '请填写有效的 JSON schema（draft 7）。',
  },
  'guardrails.only_text': {
    what: '护栏只能检查文字，不能检查“{type}”。',
    todo: '请以文字形式发送，或在策略的规则中允许放行无法检查的内容。',
  },
  'guardrails.check_failed': {
    what: '“{check}”检查没能运行，无法判断这段文字。',
    todo: '请再试一次；仍然不行，请联系服务器管理员。',
  },
  'guardrails.policy_exists': {
    what: '已经有名为“{slug}”的护栏策略。',
    todo: '请换一个名称，或者修改已有的策略。',
  },
  'guardrails.blocked': {
    what: '护栏策略“{policy}”不允许通过（{checks}）。',
    todo: '请删去检查发现的内容，或向管理员询问该策略。',
  },
  'guardrails.no_policy': {
    what: '所指定的护栏策略“{slug}”不存在。',
    todo: '请添加该策略，或在路由或应用中去掉它的名称。',
  },
} satisfies Record<keyof typeof english, Explanation>;
