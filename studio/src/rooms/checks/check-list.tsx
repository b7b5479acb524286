import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import type { Column } from '../../parts/table-model.ts';
import { When } from '../../parts/when.tsx';
import { useMay } from '../../shell/me.ts';
import { checksRoute } from './addresses.ts';
import { CheckMark } from './check-mark.tsx';
import { type Check, foundIn, underWay } from './model.ts';
import { NewCheck } from './new-check.tsx';

const LOOK_MS = 1_000;

/** Searches for errors in tables and in the labels of data sets. */
export function CheckList() {
  const { t, format } = useWords();
  const may = useMay();
  const [starting, setStarting] = useState(false);
  const { data, error, refetch } = useQuery({
    ...read('GET /api/error-checks'),
    refetchInterval: ({ state }) => (state.data?.data.some(underWay) ? LOOK_MS : false),
  });
  const { order, dataset } = checksRoute.useSearch();
  const navigate = checksRoute.useNavigate();
  const columns: Column<Check>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'kind',
      head: t('checks.looks_at'),
      cell: ({ kind }) => t(`checks.kind_${kind}`),
      width: 150,
      card: 'bare',
      from: 'lg',
    },
    {
      key: 'found',
      head: t('checks.found'),
      cell: (check) => format.number(foundIn(check)),
      sort: foundIn,
      width: 90,
      end: true,
    },
    {
      key: 'open',
      head: t('checks.finding_open'),
      cell: ({ findings }) => format.number(findings.open),
      sort: ({ findings }) => findings.open,
      width: 90,
      end: true,
    },
    {
      key: 'status',
      head: t('checks.state'),
      cell: (check) => <CheckMark check={check} />,
      width: 130,
      card: 'bare',
    },
    {
      key: 'created',
      head: t('checks.started'),
      cell: ({ createdAt }) => <When at={createdAt} />,
      sort: ({ createdAt }) => createdAt,
      width: 130,
      end: true,
      from: 'md',
      card: 'none',
    },
  ];
  const start = may('curate') && (
    <Button look="primary" icon={ScanSearch} onClick={() => setStarting(true)}>
      {t('checks.start')}
    </Button>
  );
  return (
    <Page
      title={t('checks.title')}
      up={
        <Link to="/datasets" className="hover:text-ink">
          {t('shell.datasets')}
        </Link>
      }
      actions={data && data.data.length > 0 && start}
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : data.data.length === 0 ? (
        <Empty icon={ScanSearch} title={t('checks.none')} example={t('checks.none_example')} action={start}>
          {t('checks.none_what')}
        </Empty>
      ) : (
        <DataTable
          label={t('checks.title')}
          rows={data.data}
          columns={columns}
          rowKey={({ id }) => id}
          order={order}
          onOrder={(next) => void navigate({ search: { order: next }, replace: true })}
          link={({ id }, props) => (
            <Link to="/checks/$id" params={{ id }} search={{ status: 'open' }} {...props} />
          )}
        />
      )}
      {(starting || (dataset !== undefined && may('curate'))) && (
        <NewCheck
          dataset={dataset}
          onClose={() => {
            setStarting(false);
            void navigate({ search: { order }, replace: true });
          }}
        />
      )}
    </Page>
  );
}
