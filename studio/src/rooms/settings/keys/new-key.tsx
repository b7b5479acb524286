import { useState } from 'react';
import { api } from '../../../client/api.ts';
import type { Role, Scope } from '../../../client/endpoints.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { GroupChoice } from '../../../parts/group-choice.tsx';
import { Select, TextInput } from '../../../parts/inputs.tsx';
import { useGroupsToHandOut } from '../../../shell/groups.ts';
import { RoleField } from '../role-field.tsx';
import { SecretForm } from '../secret-form.tsx';
import { ScopeChoice } from './scope-choice.tsx';

const DAYS = [30, 90, 365] as const;
/** What most programs do: ask assistants and models. The rest is given on purpose. */
const USUAL: Scope[] = ['models', 'apps:read', 'knowledge:read'];

/** Makes a key: what it is for, what it may do, and until when. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const groups = useGroupsToHandOut();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [scopes, setScopes] = useState<Scope[]>(USUAL);
  const [groupIds, setGroupIds] = useState<string[]>([]);
  const [expiresInDays, setDays] = useState<number | null>(90);
  return (
    <SecretForm
      wide
      title={t('settings.new_key')}
      submit={t('settings.create')}
      disabled={!name.trim() || scopes.length === 0}
      onClose={onClose}
      make={async () => {
        const body = { name, role, scopes, groupIds, expiresInDays };
        const { key } = await api('POST /api/keys', { body });
        void changed('GET /api/keys');
        return {
          title: t('settings.key_made', { name }),
          what: t('settings.key_once'),
          label: t('settings.key'),
          secret: key,
        };
      }}
    >
      <Field label={t('common.name')} hint={t('settings.key_name_hint')}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <RoleField value={role} onChange={setRole} />
        <Field label={t('settings.expires')}>
          {(control) => (
            <Select
              {...control}
              value={expiresInDays ?? ''}
              onChange={(event) => setDays(event.target.value === '' ? null : Number(event.target.value))}
            >
              {DAYS.map((days) => (
                <option key={days} value={days}>
                  {t('settings.in_days', { count: days })}
                </option>
              ))}
              <option value="">{t('settings.never')}</option>
            </Select>
          )}
        </Field>
      </div>
      <ScopeChoice value={scopes} onChange={setScopes} />
      {groups.length > 0 && (
        <GroupChoice
          legend={t('settings.groups')}
          hint={t('settings.key_groups_hint')}
          none=""
          groups={groups}
          value={groupIds}
          onChange={setGroupIds}
        />
      )}
    </SecretForm>
  );
}
