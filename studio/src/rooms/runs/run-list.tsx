import { Link } from '@tanstack/react-router';
import { ListTree } from 'lucide-react';
import { useMemo } from 'react';
import { apiWithSignal } from '../../client/api.ts';
import { usePages } from '../../client/pages.ts';
import { useWords } from '../../i18n/words.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useMe } from '../../shell/me.ts';
import { type RunsSearch, runsRoute } from './addresses.ts';
import { RunFilters } from './run-filters.tsx';
import { RunTable } from './run-table.tsx';
import { beginOf } from './states.ts';

const NO_FILTER = {
  search: undefined,
  app: undefined,
  status: undefined,
  source: undefined,
  thumb: undefined,
  review: undefined,
  dataClass: undefined,
  since: undefined,
};

/** Runs, newest first, as far as one scrolls. */
export function RunList() {
  const { t } = useWords();
  const { role } = useMe();
  const { run, view: _, ...filter } = runsRoute.useSearch();
  const navigate = runsRoute.useNavigate();
  const set = (change: RunsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const { since: period } = filter;
  // One moment for all pages: a beginning that moves would make each of them another list.
  const since = useMemo(() => period && beginOf(period), [period]);
  const query = { ...filter, since };
  const { rows, error, refetch, more, loadingMore } = usePages(['GET /api/runs', query], (page, signal) =>
    apiWithSignal('GET /api/runs', signal, { query: { ...query, ...page } }),
  );
  const filtered = Object.values(filter).some((value) => value !== undefined);
  if (error) return <ErrorPage error={error} onRetry={() => void refetch()} />;
  if (!rows) return <SkeletonRows />;
  if (rows.length === 0 && !filtered)
    return (
      <Empty
        icon={ListTree}
        title={t('runs.none')}
        example={t('runs.none_example')}
        action={
          <Link to="/assistants" className={buttonClass('primary')}>
            {t('runs.none_action')}
          </Link>
        }
      >
        {role === 'member' ? t('runs.none_for_you') : t('runs.none_what')}
      </Empty>
    );
  return (
    <>
      <RunFilters filter={filter} onChange={set} />
      {rows.length === 0 ? (
        <NoMatch onClear={() => set(NO_FILTER)} />
      ) : (
        <RunTable
          runs={rows}
          selected={run}
          onEnd={more}
          footer={loadingMore ? <SkeletonRows rows={3} /> : undefined}
        />
      )}
    </>
  );
}
