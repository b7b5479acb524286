import { useQuery } from '@tanstack/react-query';
import { Gauge, Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import { limitsRoute } from '../addresses.ts';
import { ModelsPage } from '../models-page.tsx';
import { LimitFields } from './limit-fields.tsx';
import { LimitPanel } from './limit-panel.tsx';
import { isComplete, type Limit, NEW_LIMIT, ruleOf } from './model.ts';
import { Spent } from './spent.tsx';
import { useLimitWords } from './words.ts';

const LOOK_MS = 15_000;

/** What people, groups and programs may use, and how much of it is gone. */
export function Limits() {
  const { t } = useWords();
  const may = useMay();
  const say = useLimitWords();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/limits'),
    enabled: may('seeUsage'),
    refetchInterval: LOOK_MS,
  });
  const state = limitsRoute.useSearch();
  const navigate = limitsRoute.useNavigate();
  const [creating, setCreating] = useState(false);
  const open = data?.data.find(({ id }) => id === state.open);
  const columns: Column<Limit>[] = [
    { key: 'name', head: t('common.name'), cell: ({ rule }) => rule.name, sort: ({ rule }) => rule.name },
    {
      key: 'for',
      head: t('gateway.limit_for'),
      cell: ({ rule }) => say.subject(rule),
      sort: ({ rule }) => say.subject(rule),
      width: 190,
      card: 'bare',
    },
    {
      key: 'rates',
      head: t('gateway.rates'),
      cell: ({ rule }) => say.rates(rule) || <span className="text-faint">{t('gateway.no_rates')}</span>,
      width: 250,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'spent',
      head: t('gateway.budget'),
      cell: (limit) => <Spent limit={limit} />,
      sort: ({ rule, spentDollars }) => (rule.budget ? (spentDollars ?? 0) / (rule.budget.dollars || 1) : -1),
      width: 270,
      card: 'bare',
    },
  ];
  const create = may('manageRoutes') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('gateway.add_limit')}
    </Button>
  );
  const show = (id: string | undefined) => void navigate({ search: (before) => ({ ...before, open: id }) });
  return (
    <ModelsPage actions={data?.data.length ? create : undefined}>
      <ListScreen
        label={t('gateway.limits')}
        searchLabel={t('gateway.search_limits')}
        rows={data?.data}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        rowKey={({ id }) => id}
        textOf={({ rule }) => `${rule.name} ${say.subject(rule)}`}
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={({ id }, props) => (
          <limitsRoute.Link search={(before) => ({ ...before, open: id })} {...props} />
        )}
        empty={{
          icon: Gauge,
          title: t('gateway.no_limits'),
          what: t('gateway.no_limits_what'),
          example: t('gateway.no_limits_example'),
          action: create,
        }}
        detail={open && <LimitPanel key={open.id} limit={open} onClose={() => show(undefined)} />}
      />
      {creating && <NewLimit onClose={() => setCreating(false)} />}
    </ModelsPage>
  );
}

function NewLimit({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [value, setValue] = useState(NEW_LIMIT);
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('gateway.add_limit')}
      description={t('gateway.limit_what')}
      submit={t('settings.add')}
      disabled={!isComplete(value)}
      onSubmit={async () => {
        await api('POST /api/limits', { body: ruleOf(value) });
        notify(t('gateway.limit_saved'));
        await changed('GET /api/limits');
      }}
    >
      <LimitFields autoFocus value={value} onChange={(change) => setValue({ ...value, ...change })} />
    </FormDialog>
  );
}
