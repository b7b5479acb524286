import type { problems as english } from '../en/problems.ts';
import type { Translated } from '../message.ts';

export const problems = {
  required: '此项必填。',
  slug: '只能使用小写字母、数字和连字符，并以字母或数字开头。',
  slug_taken: '已有助手使用这个标识。',
  slug_fixed: '此助手的标识是 {slug}；改用别的标识就成了另一个助手。',
  too_long: { other: '最多 {count} 个字符。' },
  too_many: { other: '最多 {count} 项。' },
  range: '请填写 {min} 到 {max} 之间的整数。',
  text: '此项应为文本。',
  list: '此项应为文本列表。',
  map: '此项应为键值对。',
  choice: '可选值：{choices}。',
  unknown: '定义中没有这个字段。',
  kind: '此项应为“assistant”。',
  not_yaml: '这里不是有效的 YAML：{problem}',
  in_line: '第 {line} 行',
} satisfies Translated<typeof english>;
