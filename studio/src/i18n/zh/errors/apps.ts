import type { appsErrors as english } from '../../en/errors/apps.ts';
import type { Explanation } from '../../message.ts';

export const appsErrors = {
  'apps.unknown_app': {
    what: '工作区里没有助手“{slug}”。',
    todo: '它可能已被删除，请在助手列表中查看现有助手。',
  },
  'apps.unknown_version': {
    what: '“{slug}”没有版本 {version}。',
    todo: '请从它的版本列表中选择。',
  },
  'apps.not_serving': {
    what: '“{slug}”没有正在使用的版本。',
    todo: '请发布一个版本，或在编辑页试用。',
  },
  'apps.unknown_knowledge': {
    what: '“{slug}”引用的知识库“{name}”不存在。',
    todo: '请创建该知识库，或将它从助手中移除。',
  },
  'apps.unknown_policy': {
    what: '“{slug}”指定了护栏策略“{name}”，但它不存在。',
    todo: '请先在“模型”中添加该策略，或更正名称。',
  },
  'apps.unknown_group': {
    what: '工作区里没有用户组“{name}”。',
    todo: '请创建该用户组，或更正名称。',
  },
  'apps.question_too_long': {
    what: '问题超过了 {limit} 个字符。',
    todo: '请缩短问题，或在助手中放宽问题长度。',
  },
  'apps.no_question': {
    what: '没有收到问题。',
    todo: '请输入问题后重新发送。',
  },
  'apps.never_released': {
    what: '“{slug}”的版本 {version} 从未发布，只有构建者和专家可以试用。',
    todo: '请向正在使用的版本提问，或请管理员授予您专家角色。',
  },
} satisfies Record<keyof typeof english, Explanation>;
