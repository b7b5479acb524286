import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Rocket } from 'lucide-react';
import type { Result } from '../../client/endpoints.ts';
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
import { releasesRoute } from './addresses.ts';
import { ReleaseMarks } from './serves.tsx';

type App = Result<'GET /api/home'>['apps'][number];

/** Every app and what of it serves where. */
export function ReleaseList() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery(read('GET /api/home'));
  const { search = '', order } = releasesRoute.useSearch();
  const navigate = releasesRoute.useNavigate();
  const set = (change: { search?: string; order?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const found = data?.apps.filter(({ name, slug }) =>
    `${name} ${slug}`.toLowerCase().includes(search.toLowerCase()),
  );
  return (
    <Page title={t('shell.releases')}>
      {error && !data ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data || !found ? (
        <SkeletonRows />
      ) : data.apps.length === 0 ? (
        <Empty
          icon={Rocket}
          title={t('releases.none')}
          example={t('releases.none_example')}
          action={
            may('buildAssistants') && (
              <Link to="/assistants/new" className={buttonClass('primary')}>
                {t('home.empty_action')}
              </Link>
            )
          }
        >
          {t('releases.none_what')}
        </Empty>
      ) : (
        <>
          <FilterBar>
            <SearchBox
              label={t('releases.search')}
              value={search}
              onChange={(text) => set({ search: text || undefined })}
            />
          </FilterBar>
          {found.length === 0 ? (
            <NoMatch onClear={() => set({ search: undefined })} />
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
  const { t } = useWords();
  const none = <span className="text-faint">–</span>;
  const columns: Column<App>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'production',
      head: t('releases.stage_production'),
      cell: ({ production }) =>
        production ? (
          <span className="inline-flex items-center gap-3">
            {t('releases.version', { number: production.version })}
            <ReleaseMarks release={production} />
          </span>
        ) : (
          <span className="text-muted">{t('releases.nothing_serves')}</span>
        ),
      width: 240,
    },
    {
      key: 'canary',
      head: t('releases.stage_canary'),
      cell: ({ canary }) =>
        canary ? t('releases.canary_short', { number: canary.version, share: canary.share ?? 0 }) : none,
      width: 120,
    },
    {
      key: 'staging',
      head: t('releases.stage_staging'),
      cell: ({ staging }) => (staging ? t('releases.version', { number: staging.version }) : none),
      width: 110,
      from: 'lg',
    },
    {
      key: 'newest',
      head: t('releases.newest'),
      cell: ({ latestVersion }) => t('releases.version', { number: latestVersion }),
      width: 110,
      from: 'lg',
    },
    {
      key: 'since',
      head: t('releases.since'),
      cell: ({ production }) => production && <When at={production.releasedAt} />,
      sort: ({ production }) => production?.releasedAt ?? '',
      width: 120,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <DataTable
      label={t('shell.releases')}
      rows={apps}
      columns={columns}
      rowKey={({ slug }) => slug}
      order={order}
      onOrder={onOrder}
      link={({ slug }, props) => <Link to="/releases/$slug" params={{ slug }} {...props} />}
    />
  );
}
