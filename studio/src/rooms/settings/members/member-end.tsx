import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { notify } from '../../../parts/toast.tsx';
import type { Member } from './use-people.ts';

interface MemberEndProps {
  member: Member;
  /** Why this member stays. */
  fixed: string | undefined;
  onGone: () => void;
}

/** Locks a member out for a while, or for good. */
export function MemberEnd({ member, fixed, onGone }: MemberEndProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState<'suspend' | 'remove'>();
  const close = () => setAsking(undefined);
  const { id, name, status } = member;
  const suspended = status === 'suspended';
  const setStatus = async (next: Member['status']) => {
    await api('PATCH /api/members/{id}', { params: { id }, body: { status: next } });
    notify(t(next === 'active' ? 'settings.is_back' : 'settings.is_suspended', { name }));
    await changed('GET /api/members');
  };
  return (
    <>
      <p className="mb-3 text-muted">{fixed ?? t('settings.access_what')}</p>
      <div className="flex flex-wrap gap-2">
        <Button disabled={fixed !== undefined} onClick={() => setAsking('suspend')}>
          {t(suspended ? 'settings.let_back' : 'settings.suspend')}
        </Button>
        <Button look="danger" disabled={fixed !== undefined} onClick={() => setAsking('remove')}>
          {t('settings.remove')}
        </Button>
      </div>
      <FormDialog
        open={asking === 'suspend'}
        onClose={close}
        danger={!suspended}
        title={t(suspended ? 'settings.let_back_title' : 'settings.suspend_title', { name })}
        description={t(suspended ? 'settings.let_back_what' : 'settings.suspend_what')}
        submit={t(suspended ? 'settings.let_back' : 'settings.suspend')}
        onSubmit={() => setStatus(suspended ? 'active' : 'suspended')}
      />
      <FormDialog
        open={asking === 'remove'}
        onClose={close}
        danger
        title={t('settings.remove_title', { name })}
        description={t('settings.remove_what')}
        submit={t('settings.remove')}
        onSubmit={async () => {
          await api('DELETE /api/members/{id}', { params: { id } });
          onGone();
          notify(t('settings.removed', { name }));
          void changed('GET /api/members', 'GET /api/groups');
        }}
      />
    </>
  );
}
