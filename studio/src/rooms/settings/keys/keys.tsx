import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import { useMay } from '../../../shell/me.ts';
import { keysRoute } from '../addresses.ts';
import { SettingsPage } from '../settings-page.tsx';
import { useKeyColumns } from './key-columns.tsx';
import { KeyPanel } from './key-panel.tsx';
import { NewKey } from './new-key.tsx';

/** The keys with which programs work here. */
export function Keys() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/keys'),
    enabled: may('seeKeys'),
  });
  const columns = useKeyColumns();
  const state = keysRoute.useSearch();
  const navigate = keysRoute.useNavigate();
  const [creating, setCreating] = useState(false);
  const open = data?.data.find((key) => key.id === state.open);
  const create = may('makeKeys') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('settings.new_key')}
    </Button>
  );
  return (
    <SettingsPage part="keys" actions={data?.data.length ? create : undefined}>
      <ListScreen
        label={t('settings.keys')}
        searchLabel={t('settings.search_keys')}
        rows={data?.data}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        rowKey={({ id }) => id}
        textOf={({ name, hint, createdBy }) => `${name} ${hint} ${createdBy ?? ''}`}
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={({ id }, props) => <keysRoute.Link search={(before) => ({ ...before, open: id })} {...props} />}
        empty={{
          icon: KeyRound,
          title: t('settings.no_keys'),
          what: t('settings.no_keys_what'),
          example: t('settings.no_keys_example', { url: `${location.origin}/v1` }),
          action: create,
        }}
        detail={
          open && (
            <KeyPanel
              key={open.id}
              apiKey={open}
              onClose={() => void navigate({ search: (before) => ({ ...before, open: undefined }) })}
            />
          )
        }
      />
      {creating && <NewKey onClose={() => setCreating(false)} />}
    </SettingsPage>
  );
}
