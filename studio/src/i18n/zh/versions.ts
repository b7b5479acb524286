import type { versions as english } from '../en/versions.ts';
import type { Translated } from '../message.ts';

export const versions = {
  list: '版本列表，可选择两个版本进行比较',
  old: '从',
  new: '到',
  compare_from: '以版本 {number} 为旧版本',
  compare_to: '以版本 {number} 为新版本',
  serving: '使用中',
  changed_between: '版本 {from} 到版本 {to} 的改动',
  first: '版本 {number} 是第一个版本',
  same: '没有改动，两个版本相同。',
  restore: '恢复版本 {number}',
  restore_title: '恢复版本 {number}？',
  restore_what: '它的定义将成为版本 {next}，现有版本都会保留。',
  restored: '版本 {number} 已恢复为版本 {next}。',
} satisfies Translated<typeof english>;
