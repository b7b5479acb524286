import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import type { Invitation } from './use-people.ts';

/** An invitation that nobody has taken up yet. Its link was shown once; a lost one is replaced by a new invitation. */
export function InvitationPanel({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const { t, format } = useWords();
  const [asking, setAsking] = useState(false);
  const { id, email, role, expiresAt } = invitation;
  return (
    <Detail title={email} kind={t('settings.invitation')} onClose={onClose}>
      <Section title={t('settings.invitation')}>
        <Facts>
          <Fact name={t('settings.role')}>{t(`roles.${role}`)}</Fact>
          <Fact name={t('settings.valid_until')}>{format.exact(expiresAt)}</Fact>
        </Facts>
        <p className="mt-3 text-muted">{t('settings.invitation_lost')}</p>
        <div className="mt-3">
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('settings.withdraw')}
          </Button>
        </div>
      </Section>
      <FormDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('settings.withdraw_title', { email })}
        description={t('settings.withdraw_what')}
        submit={t('settings.withdraw')}
        onSubmit={async () => {
          await api('DELETE /api/invitations/{id}', { params: { id } });
          onClose();
          notify(t('settings.withdrawn', { email }));
          void changed('GET /api/invitations');
        }}
      />
    </Detail>
  );
}
