import type { palette as english } from '../en/palette.ts';
import type { Translated } from '../message.ts';

export const palette = {
  title: '搜索与命令',
  placeholder: '前往、新建或提问',
  results: '结果',
  nothing: '没有找到。',
  go: '前往',
  models_part: '模型：{part}',
  create: '新建',
  assistants: '助手',
  collections: '知识库',
  ask: '提问',
  ask_it: '问 {name}：{question}',
  new_assistant: '新建助手',
  new_collection: '新建知识库',
  move: '移动',
  choose: '选择',
  leave: '关闭',
} satisfies Translated<typeof english>;
