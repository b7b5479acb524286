import type { identityErrors as english } from '../../en/errors/identity.ts';
import type { Explanation } from '../../message.ts';

export const identityErrors = {
  'identity.wrong_password': {
    what: '邮箱或密码不正确。',
    todo: '请重试，或请工作区管理员重新邀请您。',
  },
  'identity.no_workspace': {
    what: '您的账号不属于任何工作区，或已被停用。',
    todo: '请管理员邀请您加入。',
  },
  'identity.last_owner': {
    what: '工作区至少需要一位有效的所有者。',
    todo: '请先将其他人设为所有者。',
  },
  'identity.owners_only': {
    what: '只有所有者才能设立、变更或移除所有者。',
    todo: '请联系工作区的所有者。',
  },
  'identity.role_too_high': {
    what: '您不能授予“{role}”角色，它的权限高于您的角色。',
    todo: '请选择权限不超过您的角色。',
  },
  'identity.unknown_group': {
    what: '没有您可以分配的用户组 {id}。',
    todo: '请选择其他用户组，它可能已被删除。',
  },
  'identity.account_known': {
    what: '{email} 在这里已有账号，此邀请不会更改其密码。',
    todo: '请输入该账号的密码。如果您从未创建过账号，请告知此服务器的管理员。',
  },
  'identity.invitation_invalid': {
    what: '这份邀请已被使用、撤回，或已超过 7 天。',
    todo: '请索取新的邀请。',
  },
} satisfies Record<keyof typeof english, Explanation>;
