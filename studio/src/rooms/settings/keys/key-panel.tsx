import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import { When } from '../../../parts/when.tsx';
import { useGroups } from '../../../shell/groups.ts';
import { useMay } from '../../../shell/me.ts';
import type { ApiKey } from './key-columns.tsx';
import { scopeName } from './scope-choice.tsx';

/** What a key may do, and its end. */
export function KeyPanel({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t, format } = useWords();
  const may = useMay();
  const groups = useGroups();
  const [asking, setAsking] = useState(false);
  const { id, name, hint, role, scopes, groupIds, createdBy, createdAt, lastUsedAt, expiresAt } = apiKey;
  const names = groups.filter((group) => groupIds.includes(group.id)).map((group) => group.name);
  return (
    <Detail title={name} kind={<code className="font-mono">{hint}</code>} onClose={onClose}>
      <Section title={t('settings.key')}>
        <Facts>
          <Fact name={t('settings.role')}>{t(`roles.${role}`)}</Fact>
          <Fact name={t('settings.groups')}>{format.list(names) || t('settings.none')}</Fact>
          <Fact name={t('settings.made_by')}>{createdBy ?? t('settings.by_server')}</Fact>
          <Fact name={t('settings.made')}>
            <When at={createdAt} />
          </Fact>
          <Fact name={t('settings.last_used')}>
            {lastUsedAt ? <When at={lastUsedAt} /> : t('settings.never')}
          </Fact>
          <Fact name={t('settings.expires')}>
            {expiresAt ? format.exact(expiresAt) : t('settings.never')}
          </Fact>
        </Facts>
      </Section>
      <Section title={t('settings.scopes')}>
        <ul className="flex flex-col gap-1">
          {scopes.map((scope) => (
            <li key={scope} className="flex flex-wrap gap-x-2">
              <span>{t(scopeName(scope))}</span>
              <code className="font-mono text-muted text-xs leading-5">{scope}</code>
            </li>
          ))}
        </ul>
      </Section>
      {may('makeKeys') && (
        <Section title={t('settings.for_good')}>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('settings.revoke')}
          </Button>
        </Section>
      )}
      <FormDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('settings.revoke_title', { name })}
        description={t('settings.revoke_what')}
        submit={t('settings.revoke')}
        onSubmit={async () => {
          await api('DELETE /api/keys/{id}', { params: { id } });
          onClose();
          notify(t('settings.revoked', { name }));
          void changed('GET /api/keys');
        }}
      />
    </Detail>
  );
}
