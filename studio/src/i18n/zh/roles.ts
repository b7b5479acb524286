import type { roles as english } from '../en/roles.ts';
import type { Translated } from '../message.ts';

export const roles = {
  owner: '所有者',
  admin: '管理员',
  builder: '构建者',
  expert: '专家',
  member: '成员',
  auditor: '审计员',
} satisfies Translated<typeof english>;
