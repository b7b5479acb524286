import type { evalsErrors as english } from '../../en/errors/evals.ts';
import type { Explanation } from '../../message.ts';

export const evalsErrors = {
  'evals.unknown_dataset': {
    what: '工作区里没有数据集“{slug}”。',
    todo: '它可能已被删除，请选择其他数据集。',
  },
  'evals.unknown_eval': {
    what: '工作区里没有评测“{slug}”。',
    todo: '它可能已被删除，请选择其他评测。',
  },
  'evals.empty_dataset': {
    what: '数据集“{slug}”没有可用于评测的样例。',
    todo: '请先添加样例。',
  },
  'evals.nothing_to_compare': {
    what: '“{slug}”的门槛需要与另一个版本比较，但没有基线版本。',
    todo: '请指定基线版本，或先发布一个版本。',
  },
  'evals.unknown_grader': {
    what: '门槛引用了评分器“{grader}”，但这个评测里没有它。',
    todo: '请添加该评分器，或更正门槛中的名称。',
  },
  'evals.bad_pattern': {
    what: '评分器“{grader}”的匹配模式无效：{problem}',
    todo: '请使用 RE2 语法，不支持环视和反向引用。',
  },
  'evals.bad_schema': {
    what: '评分器“{grader}”的 JSON Schema 无效：{problem}',
    todo: '请使用 JSON Schema draft 2020-12。',
  },
  'evals.unreadable_import': {
    what: '文件无法作为样例读取：{problem}',
    todo: '请使用带表头的 CSV、JSON（对象列表）或 JSONL（每行一个对象）。',
  },
  'evals.nothing_to_measure': {
    what: '“{app}”没有可评测的版本 {version}。',
    todo: '请从它的版本列表中选择。',
  },
  'evals.dataset_exists': {
    what: '已有数据集“{slug}”。',
    todo: '请换一个标识，或将样例加入现有的数据集。',
  },
  'evals.example_exists': {
    what: '数据集中已有面向相同用户组的同一问题。',
    todo: '请修改原有样例，或先将其删除。',
  },
  'evals.unknown_column': {
    what: '映射引用了列“{column}”，但文件中没有这一列。',
    todo: '请选择文件中已有的列。',
  },
  'evals.unknown_eval_run': {
    what: '工作区里没有评测运行“{id}”。',
    todo: '它可能已被删除，请选择其他评测运行。',
  },
  'evals.unknown_asker': {
    what: '样例以用户组“{group}”的成员身份提问，但工作区里没有这个用户组。',
    todo: '请创建该用户组，或更正样例。',
  },
  'evals.unknown_proposal': {
    what: '这条建议已不再待处理，或不对您开放。',
    todo: '可能已有人处理，请刷新列表。',
  },
  'evals.nothing_expected': {
    what: '尚未说明正确的回答是什么，这条样例无法用于衡量。',
    todo: '请填写答案或包含答案的段落；如果文档中没有答案，请勾选相应选项。',
  },
  'evals.proposal_decided': {
    what: '该运行此前已被建议，并已有人处理。',
    todo: '如果它应当收入数据集，请手动添加。',
  },
  'evals.choose_dataset': {
    what: '“{app}”没有评测，因此无法确定样例属于哪个数据集。',
    todo: '请指定一个数据集。',
  },
} satisfies Record<keyof typeof english, Explanation>;
