import type { assistants as english } from '../en/assistants.ts';
import type { Translated } from '../message.ts';

export const assistants = {
  create: '新建助手',
  search: '查找助手',
  empty: '还没有助手',
  empty_what: '助手根据您的文档回答问题，并注明所引用的段落；文档里没有答案时，它会如实说明。',
  empty_example: '例如：“顾客收货后多久可以退货？”——依据退货政策作答。',
  version: '版本',
  version_n: '版本 {number}',
  version_waiting: '版本 {number}，未发布',
  not_released: '尚未发布',
  not_released_why: '这个助手还没有投入使用的版本，可由构建它的人发布。',
  trying: '版本 {number} 尚未发布，其他人还不能向它提问。',
  parts: '助手的各个页面',
  tab_ask: '提问',
  tab_edit: '编辑',
  tab_versions: '版本',
  see_runs: '查看运行记录',
  delete: '删除',
  delete_title: '删除“{name}”？',
  delete_what: { other: '它的所有版本将被删除且无法恢复，{count} 条运行记录会保留。' },
  deleted: '已删除“{name}”。',
  auditor_title: '审计员不能提问',
  auditor_why: '审计员只查看已经发生的事。提问会留下新的记录，因此只对其他角色开放。',
} satisfies Translated<typeof english>;
