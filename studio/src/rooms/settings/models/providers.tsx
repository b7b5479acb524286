import { useQuery } from '@tanstack/react-query';
import { Plus, Server } from 'lucide-react';
import { useState } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { useMay } from '../../../shell/me.ts';
import { modelsRoute } from '../addresses.ts';
import { SettingsPage } from '../settings-page.tsx';
import { NewProvider } from './new-provider.tsx';
import { type Provider, ProviderPanel } from './provider-panel.tsx';

/** Who answers model calls beside the models of this server. */
export function Providers() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/providers'),
    enabled: may('seeProviders'),
  });
  const state = modelsRoute.useSearch();
  const navigate = modelsRoute.useNavigate();
  const [creating, setCreating] = useState(false);
  const open = data?.data.find((provider) => provider.id === state.open);
  const columns: Column<Provider>[] = [
    { key: 'slug', head: t('common.name'), cell: ({ slug }) => slug, sort: ({ slug }) => slug, width: 180 },
    {
      key: 'url',
      head: t('settings.base_url'),
      cell: ({ baseUrl }) => <span className="text-muted">{baseUrl}</span>,
      sort: ({ baseUrl }) => baseUrl,
      card: 'bare',
    },
    {
      key: 'key',
      head: t('settings.key'),
      cell: ({ keyHint }) => (
        <code className="font-mono text-muted text-xs">{keyHint ?? t('settings.no_key')}</code>
      ),
      width: 110,
    },
    {
      key: 'model',
      head: t('settings.default_model'),
      cell: ({ defaultModel }) =>
        defaultModel ?? <span className="text-muted">{t('settings.first_model')}</span>,
      width: 190,
      from: 'md',
    },
    {
      key: 'source',
      head: t('settings.source'),
      cell: ({ source }) => t(`settings.source_${source}`),
      width: 130,
      from: 'lg',
      card: 'none',
    },
  ];
  const create = may('manageProviders') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('settings.add_provider')}
    </Button>
  );
  return (
    <SettingsPage part="models" actions={data?.data.length ? create : undefined}>
      <ListScreen
        label={t('settings.providers')}
        searchLabel={t('settings.search_providers')}
        rows={data?.data}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        rowKey={({ id }) => id}
        textOf={({ slug, baseUrl }) => `${slug} ${baseUrl}`}
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={({ id }, props) => (
          <modelsRoute.Link search={(before) => ({ ...before, open: id })} {...props} />
        )}
        empty={{
          icon: Server,
          title: t('settings.no_providers'),
          what: t('settings.no_providers_what'),
          example: t('settings.no_providers_example'),
          action: create,
        }}
        detail={
          open && (
            <ProviderPanel
              key={open.id}
              provider={open}
              onClose={() => void navigate({ search: (before) => ({ ...before, open: undefined }) })}
            />
          )
        }
      />
      {creating && <NewProvider onClose={() => setCreating(false)} />}
    </SettingsPage>
  );
}
