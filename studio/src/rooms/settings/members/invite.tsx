import { useState } from 'react';
import { api } from '../../../client/api.ts';
import type { Role } from '../../../client/endpoints.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { GroupChoice } from '../../../parts/group-choice.tsx';
import { TextInput } from '../../../parts/inputs.tsx';
import { useGroupsToHandOut } from '../../../shell/groups.ts';
import { RoleField } from '../role-field.tsx';
import { SecretForm } from '../secret-form.tsx';

/** There is no mail server to depend on: the answer is a link to hand over. */
export function Invite({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const groups = useGroupsToHandOut();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [groupIds, setGroupIds] = useState<string[]>([]);
  return (
    <SecretForm
      title={t('settings.invite_title')}
      submit={t('settings.invite_submit')}
      disabled={!email.includes('@')}
      onClose={onClose}
      make={async () => {
        const body = { email: email.trim(), role, groupIds };
        const { token } = await api('POST /api/invitations', { body });
        void changed('GET /api/invitations');
        return {
          title: t('settings.invited_title'),
          what: t('settings.invited_what', { email: body.email }),
          label: t('settings.invited_link'),
          // In the fragment, which browsers send to nobody.
          secret: `${location.origin}/invite#${token}`,
        };
      }}
    >
      <Field label={t('settings.email')}>
        {(control) => (
          <TextInput
            {...control}
            type="email"
            autoFocus
            required
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <RoleField value={role} onChange={setRole} />
      <GroupChoice
        legend={t('settings.groups')}
        hint={t('settings.groups_hint')}
        none={t('settings.no_groups_yet')}
        groups={groups}
        value={groupIds}
        onChange={setGroupIds}
      />
    </SecretForm>
  );
}
