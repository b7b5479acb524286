import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { MessagesSquare, Plus } from 'lucide-react';
import type { ItemOf } from '../../client/endpoints.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { buttonClass } from '../../parts/button.tsx';
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

const route = getRouteApi('/shell/assistants');

type App = ItemOf<'GET /api/apps'>;

export function AssistantList() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery(read('GET /api/apps'));
  const { search = '', order } = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { search?: string; order?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const create = may('buildAssistants') && (
    <Link to="/assistants/new" className={buttonClass('primary')}>
      <Plus className="size-4" aria-hidden />
      {t('assistants.create')}
    </Link>
  );
  const found = data?.data.filter((app) =>
    `${app.name} ${app.slug} ${app.description}`.toLowerCase().includes(search.toLowerCase()),
  );
  return (
    <Page title={t('shell.assistants')} actions={data?.data.length ? create : undefined}>
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data || !found ? (
        <SkeletonRows />
      ) : data.data.length === 0 ? (
        <Empty
          icon={MessagesSquare}
          title={t('assistants.empty')}
          example={t('assistants.empty_example')}
          action={create}
        >
          {t('assistants.empty_what')}
        </Empty>
      ) : (
        <>
          <FilterBar>
            <SearchBox
              label={t('assistants.search')}
              value={search}
              onChange={(text) => set({ search: text })}
            />
          </FilterBar>
          {found.length === 0 ? (
            <NoMatch onClear={() => set({ search: '' })} />
          ) : (
            <Rows apps={found} order={order} onOrder={(next) => set({ order: next })} />
          )}
        </>
      )}
    </Page>
  );
}

interface RowsProps {
  apps: readonly App[];
  order: string | undefined;
  onOrder: (order: string | undefined) => void;
}

function Rows({ apps, order, onOrder }: RowsProps) {
  const { t, format } = useWords();
  const columns: Column<App>[] = [
    { key: 'name', head: t('common.name'), cell: (app) => app.name, sort: (app) => app.name },
    {
      key: 'description',
      head: t('common.description'),
      cell: (app) => app.description && <span className="text-muted">{app.description}</span>,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'version',
      head: t('assistants.version'),
      cell: (app) => format.number(app.servingVersion ?? app.latestVersion),
      sort: (app) => app.servingVersion ?? app.latestVersion,
      width: 90,
      end: true,
    },
    {
      key: 'runs',
      head: t('shell.runs'),
      cell: (app) => format.number(app.runs),
      sort: (app) => app.runs,
      width: 90,
      end: true,
    },
    {
      key: 'updated',
      head: t('common.updated'),
      cell: (app) => <When at={app.updatedAt} />,
      sort: (app) => app.updatedAt,
      width: 130,
      end: true,
      from: 'md',
    },
  ];
  return (
    <DataTable
      label={t('shell.assistants')}
      rows={apps}
      columns={columns}
      rowKey={(app) => app.slug}
      order={order}
      onOrder={onOrder}
      link={(app, props) => <Link to="/assistants/$slug" params={{ slug: app.slug }} {...props} />}
    />
  );
}
