import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical, Plus } from 'lucide-react';
import { useState } from 'react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { FilterBar, SearchBox } from '../../parts/filters.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import type { Column } from '../../parts/table-model.ts';
import { When } from '../../parts/when.tsx';
import { useMay } from '../../shell/me.ts';
import { evalsRoute } from './addresses.ts';
import { EvalRunMark } from './marks.tsx';
import { type Eval, underWay } from './model.ts';
import { NewEval } from './new-eval.tsx';

const LOOK_MS = 3_000;

/** All evals with their latest verdict. */
export function EvalList() {
  const { t } = useWords();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery({
    ...read('GET /api/evals'),
    refetchInterval: ({ state }) =>
      state.data?.data.some(({ latestRun }) => latestRun && underWay(latestRun)) ? LOOK_MS : false,
  });
  const { search = '', order } = evalsRoute.useSearch();
  const navigate = evalsRoute.useNavigate();
  const set = (change: { search?: string; order?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const create = may('buildAssistants') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('evals.create')}
    </Button>
  );
  const found = data?.data.filter((one) =>
    `${one.name} ${one.slug} ${one.app} ${one.dataset}`.toLowerCase().includes(search.toLowerCase()),
  );
  return (
    <Page title={t('shell.evals')} actions={data?.data.length ? create : undefined}>
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data || !found ? (
        <SkeletonRows />
      ) : data.data.length === 0 ? (
        <Empty icon={FlaskConical} title={t('evals.none')} example={t('evals.none_example')} action={create}>
          {t('evals.none_what')}
        </Empty>
      ) : (
        <>
          <FilterBar>
            <SearchBox
              label={t('evals.search')}
              value={search}
              onChange={(text) => set({ search: text || undefined })}
            />
          </FilterBar>
          {found.length === 0 ? (
            <NoMatch onClear={() => set({ search: undefined })} />
          ) : (
            <Rows evals={found} order={order} onOrder={(next) => set({ order: next })} />
          )}
        </>
      )}
      {creating && <NewEval onClose={() => setCreating(false)} />}
    </Page>
  );
}

interface RowsProps {
  evals: readonly Eval[];
  order: string | undefined;
  onOrder: (order: string | undefined) => void;
}

function Rows({ evals, order, onOrder }: RowsProps) {
  const { t } = useWords();
  const columns: Column<Eval>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'verdict',
      head: t('evals.latest'),
      cell: ({ latestRun }) =>
        latestRun ? <EvalRunMark run={latestRun} /> : <span className="text-muted">{t('evals.never')}</span>,
      sort: ({ latestRun }) => latestRun?.verdict?.result ?? '',
      width: 130,
      card: 'bare',
    },
    {
      key: 'version',
      head: t('evals.version'),
      cell: ({ latestRun }) => latestRun && t('evals.v_n', { number: latestRun.version }),
      width: 80,
      from: 'md',
      card: 'bare',
    },
    {
      key: 'app',
      head: t('evals.app'),
      cell: ({ app }) => app,
      sort: ({ app }) => app,
      width: 160,
      from: 'md',
    },
    {
      key: 'dataset',
      head: t('evals.dataset'),
      cell: ({ dataset }) => dataset,
      sort: ({ dataset }) => dataset,
      width: 190,
      from: 'lg',
      card: 'none',
    },
    {
      key: 'measured',
      head: t('evals.measured'),
      cell: ({ latestRun }) => latestRun && <When at={latestRun.finishedAt ?? latestRun.createdAt} />,
      sort: ({ latestRun }) => latestRun?.createdAt ?? '',
      width: 120,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <DataTable
      label={t('shell.evals')}
      rows={evals}
      columns={columns}
      rowKey={({ slug }) => slug}
      order={order}
      onOrder={onOrder}
      link={({ slug }, props) => <Link to="/evals/$slug" params={{ slug }} {...props} />}
    />
  );
}
