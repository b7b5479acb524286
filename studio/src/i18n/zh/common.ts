import type { common as english } from '../en/common.ts';
import type { Translated } from '../message.ts';

export const common = {
  all: '全部',
  cancel: '取消',
  clear: '清空',
  clear_filters: '清除筛选',
  close: '关闭',
  copied: '已复制',
  copy: '复制',
  description: '说明',
  incident: '事件编号',
  loading: '正在加载',
  more: '更多',
  name: '名称',
  no_match: '没有符合条件的内容。',
  notices: '通知',
  save: '保存',
  try_again: '重试',
  updated: '更新时间',
} satisfies Translated<typeof english>;
