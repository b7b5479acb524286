import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { GroupChoice } from '../../../parts/group-choice.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useGroups } from '../../../shell/groups.ts';
import { useMe } from '../../../shell/me.ts';
import { RoleField } from '../role-field.tsx';
import type { Member } from './use-people.ts';

interface MemberFormProps {
  member: Member;
  /** Why the role stays as it is. */
  fixed: string | undefined;
}

/** Role and groups of a member. */
export function MemberForm({ member, fixed }: MemberFormProps) {
  const { t } = useWords();
  const me = useMe();
  const groups = useGroups();
  const { id, name } = member;
  const [role, setRole] = useState(member.role);
  const [groupIds, setGroupIds] = useState(member.groupIds);
  const { busy, error, submit } = useTask();
  const sameGroups = [...groupIds].sort().join() === [...member.groupIds].sort().join();
  const same = role === member.role && sameGroups;
  const locked = member.role === 'owner' && me.role !== 'owner';

  const save = submit(async () => {
    const body = { ...(role === member.role ? {} : { role }), ...(sameGroups ? {} : { groupIds }) };
    await api('PATCH /api/members/{id}', { params: { id }, body });
    notify(t('settings.member_saved', { name }));
    await changed('GET /api/members', 'GET /api/groups', 'GET /api/me');
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      <RoleField value={role} disabled={fixed !== undefined} hint={fixed} onChange={setRole} />
      <GroupChoice
        legend={t('settings.groups')}
        hint={t('settings.groups_hint')}
        none={t('settings.no_groups_yet')}
        groups={groups}
        value={groupIds}
        disabled={locked}
        onChange={setGroupIds}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button type="submit" look="primary" busy={busy} disabled={same}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
