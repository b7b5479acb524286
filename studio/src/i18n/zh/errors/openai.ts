import type { openaiErrors as english } from '../../en/errors/openai.ts';
import type { Explanation } from '../../message.ts';

export const openaiErrors = {
  invalid_api_key: {
    what: '您尚未登录，或登录已过期。',
    todo: '请重新登录。',
  },
  model_not_found: {
    what: '工作区里没有这个模型。',
    todo: '请选择其他模型，或在设置中接入它的提供商。',
  },
  rate_limit_exceeded: {
    what: '限制暂时不允许更多请求。',
    todo: '请稍候，或请管理员提高限制。',
  },
  insufficient_quota: {
    what: '预算已用完。',
    todo: '请管理员提高预算。',
  },
  unsupported_parameter: {
    what: '该模型不支持其中一个参数。',
    todo: '请去掉它，或使用其他模型。',
  },
  invalid_training_file: {
    what: '训练文件中有一行无法读取。',
    todo: '每行应为一个 JSON 对象，包含 messages，或者文本及其标签。',
  },
  context_length_exceeded: {
    what: '内容对该模型来说过长。',
    todo: '请减少文本，或让路由转到上下文更长的模型。',
  },
  cost_limit_exceeded: {
    what: '此次调用预计会超出单次费用上限。',
    todo: '请减少发送的内容、要求更短的回答，或改用更便宜的模型。',
  },
  content_policy_violation: {
    what: '护栏不允许通过。',
    todo: '请删去发现的内容，或向管理员询问该策略。',
  },
} satisfies Record<keyof typeof english, Explanation>;
