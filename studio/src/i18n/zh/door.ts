import type { door as english } from '../en/door.ts';
import type { Translated } from '../message.ts';

export const door = {
  sign_in: '登录',
  email: '邮箱',
  password: '密码',
  first_time: '还没有账号？请联系工作区管理员发送邀请。',
  join: '加入工作区',
  join_how: '请填写姓名并设置密码。如果您在这里已有账号，请输入原来的密码。',
  join_submit: '加入',
  name: '姓名',
  new_password: '密码',
  password_hint: '至少 10 个字符。',
  password_short: '密码不足 10 个字符。',
  no_token: '链接不完整。请从邀请中重新打开，或索取新的邀请。',
} satisfies Translated<typeof english>;
