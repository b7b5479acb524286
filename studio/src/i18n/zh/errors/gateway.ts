import type { gatewayErrors as english } from '../../en/errors/gateway.ts';
import type { Explanation } from '../../message.ts';

export const gatewayErrors = {
  'gateway.unknown_model': {
    what: '工作区里没有模型“{model}”。',
    todo: '请选择其他模型，或在设置中接入它的提供商。',
  },
  'gateway.cannot_embed': {
    what: '模型“{model}”不能生成向量。',
    todo: '请使用 local/minilm 或提供商的向量模型。',
  },
  'gateway.cannot_chat': {
    what: '模型“{model}”不能回答问题。',
    todo: '请使用 local/grounded 或提供商的对话模型。',
  },
  'gateway.cannot_moderate': {
    what: '模型“{model}”不能做内容审核。',
    todo: '请使用 local/moderation 或 OpenAI 提供商的审核模型。',
  },
  'gateway.no_question': {
    what: '没有收到问题。',
    todo: '请输入问题后重新发送。',
  },
  'gateway.no_labels': {
    what: 'local/zero-shot 没有可选的标签。',
    todo: '请选择能回答问题的模型。',
  },
  'gateway.unreachable': {
    what: '无法连接提供商“{provider}”。',
    todo: '请在设置中检查其基础网址，并确认对方服务正在运行。',
  },
  'gateway.rejected_key': {
    what: '提供商“{provider}”拒绝了已保存的 API 密钥。',
    todo: '请在设置中为它填写有效的密钥。',
  },
  'gateway.unsupported_parameter': {
    what: '该模型的提供商没有与“{parameter}”对应的参数。',
    todo: '请去掉此参数，或改用支持它的提供商的模型。',
  },
  'gateway.bad_setting': {
    what: '{kind} 类提供商的设置“{setting}”有误或缺失。',
    todo: '请按提供商控制台中显示的内容填写。',
  },
  'gateway.gguf_needs_llama': {
    what: '运行 GGUF 文件需要 node-llama-cpp，但它尚未安装。',
    todo: '请由服务器管理员安装：npm install --no-save node-llama-cpp@3。',
  },
  'gateway.gguf_not_loaded': {
    what: '无法加载 {file} 中的模型。',
    todo: '请由服务器管理员检查 GGUF_FILE 指向的文件是否可读，以及内存是否足够。',
  },
  'gateway.base_url_needed': {
    what: '{kind} 类提供商没有默认地址。',
    todo: '请填写您的资源或服务器的基础 URL。',
  },
  'gateway.not_stored': {
    what: '“{parameter}”指向已保存的响应，而此模型的响应不会保存。',
    todo: '请在请求中附上之前的对话内容。',
  },
  'gateway.upstream_failed': {
    what: '提供商“{provider}”返回 {upstreamStatus}：{detail}',
    todo: '请重试。如仍出现，请咨询提供商。',
  },
  'gateway.upstream_rejected': {
    what: '提供商“{provider}”拒绝了请求：{detail}',
    todo: '请按提供商的提示修改助手或问题。',
  },
  'gateway.upstream_not_found': {
    what: '提供商“{provider}”没有所请求的内容：{detail}',
    todo: '请检查模型名称和提供商的基础 URL。',
  },
  'gateway.upstream_conflict': {
    what: '提供商“{provider}”报告冲突：{detail}',
    todo: '请等提供商所指的操作结束或改变后重试。',
  },
  'gateway.upstream_too_large': {
    what: '请求对提供商“{provider}”来说过大：{detail}',
    todo: '请减少一次发送的内容，例如使用更小的文件或图片。',
  },
  'gateway.upstream_unprocessable': {
    what: '提供商“{provider}”无法处理该请求：{detail}',
    todo: '请按提供商的提示修改助手或问题。',
  },
  'gateway.context_exceeded': {
    what: '请求对提供商“{provider}”的模型来说过长：{detail}',
    todo: '请减少文本，或让路由转到上下文更长的模型。',
  },
  'gateway.upstream_busy': {
    what: '提供商“{provider}”暂时不再接受请求。',
    todo: '请在 {seconds} 秒后重试。',
  },
  'gateway.forbidden_address': {
    what: '{host} 不是公网地址。',
    todo: '如需使用内网中的模型服务，请运行本服务的人员在 PROVIDER_HOSTS 中列出其主机，例如 localhost:11434。',
  },
  'gateway.key_needed': {
    what: '密钥与主机及 https 绑定，而新的基础网址换了主机，或不再使用 https。',
    todo: '请同时填写新地址的 API 密钥。',
  },
  'gateway.upstream_timeout': {
    what: '提供商“{provider}”没有及时回答。',
    todo: '请重试。路由可以指定备用模型。',
  },
  'gateway.upstream_cut': {
    what: '提供商“{provider}”在回答中途断开。',
    todo: '请重试：目前收到的不是完整的回答。',
  },
  'gateway.bad_answer': {
    what: '提供商“{provider}”的回答有误：{what}。',
    todo: '请检查其基础地址是否指向 API 而不是网页，以及类型是否正确。',
  },
  'gateway.circuit_open': {
    what: '“{provider}”失败次数过多，暂停使用。',
    todo: '{seconds} 秒后会再次尝试。',
  },
  'gateway.limit_reached': {
    what: '限制“{limit}”暂时不允许更多请求。',
    todo: '请在 {seconds} 秒后重试，或请管理员提高限制。',
  },
  'gateway.budget_spent': {
    what: '预算“{limit}”已用完，{until} 后恢复。',
    todo: '请管理员提高预算，或使用免费的模型。',
  },
  'gateway.route_exists': {
    what: '已有名为“{slug}”的路由。',
    todo: '请换一个名称，或修改该路由。',
  },
  'gateway.route_to_route': {
    what: '“{model}”本身就是一条路由。',
    todo: '请在路由规则中填写提供商的模型。',
  },
  'gateway.no_rule': {
    what: '路由“{route}”没有适用于此请求的规则。',
    todo: '请在最后添加一条没有条件的规则。',
  },
  'gateway.one_answer': {
    what: '经护栏检查的回答一次只能有一个。',
    todo: '请去掉“n”参数，分多次提问。',
  },
  'gateway.not_watched': {
    what: '经护栏检查的回答中不会有“{parameter}”所要求的内容。',
    todo: '请去掉这个参数；需要调用函数时请使用“tools”。',
  },
  'gateway.too_costly': {
    what: '此次调用 {model} 预计花费 {expected}，而单次调用上限为 {most}。',
    todo: '请减少发送的内容、要求更短的回答，或改用更便宜的模型。',
  },
  'gateway.no_provider_for_class': {
    what: '{dataClass} 级别的内容不得发送给 {models}。',
    todo: '请使用本地模型，或请所有者允许某个提供商接收该级别。',
  },
} satisfies Record<keyof typeof english, Explanation>;
