import type { tuningErrors as english } from '../../en/errors/tuning.ts';
import type { Explanation } from '../../message.ts';

export const tuningErrors = {
  'tuning.unknown_training_set': {
    what: '工作区里没有训练集“{slug}”。',
    todo: '它可能已被删除，请选择其他训练集。',
  },
  'tuning.unknown_version': {
    what: '训练集“{slug}”没有版本 {version}。',
    todo: '请从它的版本中选择。',
  },
  'tuning.training_set_exists': {
    what: '已有名为“{slug}”的训练集。',
    todo: '请使用其他标识，或修改已有训练集的配方。',
  },
  'tuning.unreadable_line': {
    what: '文件 {file} 的第 {line} 行无法读取：{problem}',
    todo: '每行应为一个 JSON 对象，包含 messages，或者文本及其标签。',
  },
  'tuning.too_many_examples': {
    what: '来源中的样例超过 {limit} 个。',
    todo: '请减少来源，或只取其中一部分。',
  },
  'tuning.nothing_left': {
    what: '{candidates} 个样例中没有可以学习的：{why}',
    todo: '请查看排除的内容和原因，然后补充来源或修改配方。',
  },
  'tuning.leaks': {
    what: '有 {count} 个样例出现在评测所用的数据集中（例如“{dataset}”）。',
    todo: '请让配方排除它们，或使用其他来源。',
  },
  'tuning.sources_gone': {
    what: '此模型经由“{slug}”学习的所有数据集和文件均已删除。',
    todo: '请为训练集指定其他来源，构建新版本，再用它训练。',
  },
  'tuning.not_built': {
    what: '“{slug}”的版本 {version} 状态为 {status}，还不能使用。',
    todo: '请等待构建完成，或重新构建一个版本。',
  },
  'tuning.erased': {
    what: '{what}已被抹除，只保留了基本信息。',
    todo: '请重新构建或训练。',
  },
  'tuning.unknown_base': {
    what: '这里没有可以微调的模型“{base}”。',
    todo: '请从提供的基础模型中选择。',
  },
  'tuning.wrong_task': {
    what: '“{base}”不能用任务类型为“{task}”的训练集学习。',
    todo: '请选择其他基础模型，或在配方中更改任务类型。',
  },
  'tuning.one_source': {
    what: '没有指明学习的来源，或者指明了多个。',
    todo: '请选择一个训练集或一个数据集。',
  },
  'tuning.unknown_job': {
    what: '工作区里没有训练任务“{id}”。',
    todo: '它可能已被删除，请查看任务列表。',
  },
  'tuning.not_now': {
    what: '训练任务目前的状态是 {status}，不能执行此操作。',
    todo: '排队或进行中的任务可以暂停或取消，已暂停的可以继续。',
  },
  'tuning.cannot_train': {
    what: '无法用这个训练集学习：{problem}',
    todo: '请据此修改配方或选项，然后重新训练。',
  },
  'tuning.unknown_model': {
    what: '工作区里没有微调模型“{id}”。',
    todo: '它可能已被删除，请查看模型列表。',
  },
  'tuning.model_erased': {
    what: '微调模型“{model}”已被抹除，不再作答。',
    todo: '请调用其他模型，或重新训练该模型。',
  },
  'tuning.not_removed': {
    what: '提供商“{provider}”处属于已抹除模型的内容未能删除（{left}）：{detail}',
    todo: '请自行在提供商处删除所列内容；或在“模型”中修正该提供商，然后再次抹除该模型。',
  },
  'tuning.unsupported_method': {
    what: '不提供“{method}”这种微调方法。',
    todo: '请使用 supervised 方法。',
  },
  'tuning.labels_differ': {
    what: '“{model}”的标签都不在 JSON Schema 的 enum 中。',
    todo: '请在 enum 中包含模型的标签，或不使用 enum。',
  },
  'tuning.schema_unmet': {
    what: '“{model}”只会回答自己的标签，无法给出 JSON Schema 所要求的：{what}。',
    todo: '请只要求一个属性，它可以是文本、标签的 enum 或标签列表；不要再要求其他属性。',
  },
  'tuning.class_not_allowed': {
    what: '数据等级为 {dataClass} 的训练数据不得发送给“{provider}”。',
    todo: '请训练本地模型，或请所有者在“模型”中为该提供商放行这一等级。',
  },
  'tuning.hosted_failed': {
    what: '提供商“{provider}”无法完成训练：{detail}',
    todo: '请按提供商的说明修改后重新训练。',
  },
  'tuning.unknown_distillation': {
    what: '工作区里没有模型对比“{id}”。',
    todo: '它可能已被删除，请查看对比列表。',
  },
  'tuning.nothing_to_compare': {
    what: '数据集“{dataset}”中带答案的样例不足两个。',
    todo: '请先补充带答案的样例。',
  },
  'tuning.learned_from': {
    what: '要用来对比的“{dataset}”有 {of} 个样例，其中 {count} 个曾用于训练“{model}”。',
    todo: '请换一个没有用来训练它的数据集进行对比。',
  },
  'tuning.not_compared': {
    what: '对比的状态是 {status}，还没有结论。',
    todo: '请等待完成，或重新开始一次对比。',
  },
  'tuning.not_passed': {
    what: '学生模型的结论是 {result}，未通过就不会转移流量。',
    todo: '请继续微调，或由所有者说明理由后转移流量。',
  },
  'tuning.owner_overrides': {
    what: '未通过时转移流量只能由所有者操作。',
    todo: '请联系工作区的所有者。',
  },
  'tuning.unknown_route': {
    what: '工作区里没有路由“{route}”。',
    todo: '请从列出的路由中选择。',
  },
  'tuning.route_without_teacher': {
    what: '路由“{route}”没有任何规则使用“{model}”。',
    todo: '请选择会发送到教师模型的路由。',
  },
  'tuning.nothing_moved': {
    what: '没有流量转移给这个学生模型，或已经回退。',
    todo: '各名称由谁提供服务，请查看路由。',
  },
  'tuning.route_changed': {
    what: '流量转移之后，有人修改了路由“{route}”。',
    todo: '请直接修改该路由；回退会同时撤销他人的修改。',
  },
  'tuning.not_a_classifier': {
    what: '“{model}”用于生成向量，没有可以回答的标签。',
    todo: '请使用由 local/minilm-classifier 微调的模型。',
  },
  'tuning.not_an_embedder': {
    what: '“{model}”用于给出标签，不生成向量。',
    todo: '请使用由 local/minilm 微调的模型。',
  },
} satisfies Record<keyof typeof english, Explanation>;
