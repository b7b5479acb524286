import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { apiWithSignal } from '../../client/api.ts';
import { usePages } from '../../client/pages.ts';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import type { Column } from '../../parts/table-model.ts';
import { When } from '../../parts/when.tsx';
import { evalRoute } from './addresses.ts';
import { EvalPage } from './eval-page.tsx';
import { useFigures } from './figures.ts';
import { EvalRunMark } from './marks.tsx';
import { compares, type Eval, type EvalRun, headline, unitOf } from './model.ts';

/** One eval: each time a version was measured by it, newest first. */
export function EvalRuns() {
  const { slug } = evalRoute.useParams();
  const { version } = evalRoute.useSearch();
  const navigate = evalRoute.useNavigate();
  return (
    <EvalPage
      slug={slug}
      starting={version}
      onStarted={() => version !== undefined && void navigate({ search: {}, replace: true })}
    >
      {(one) => <Runs one={one} />}
    </EvalPage>
  );
}

function Runs({ one }: { one: Eval }) {
  const { t, language } = useWords();
  const { slug: name } = one;
  const { value, range, difference } = useFigures();
  const { rows, error, refetch, more, loadingMore } = usePages(['GET /api/eval-runs', name], (page, signal) =>
    apiWithSignal('GET /api/eval-runs', signal, { query: { eval: name, ...page } }),
  );
  if (error) return <ErrorPage error={error} onRetry={() => void refetch()} />;
  if (!rows) return <SkeletonRows />;
  if (rows.length === 0)
    return (
      <Empty icon={FlaskConical} title={t('evals.no_runs')}>
        {t('evals.no_runs_what')}
      </Empty>
    );
  const main = (run: EvalRun) => headline(run.verdict?.criteria ?? []);
  const columns: Column<EvalRun>[] = [
    {
      key: 'version',
      head: t('evals.version'),
      cell: ({ version, baseline }) =>
        baseline === null
          ? t('evals.version_n', { number: version })
          : t('evals.versus', { version, baseline }),
      width: 150,
    },
    {
      key: 'verdict',
      head: t('evals.verdict'),
      cell: (run) => <EvalRunMark run={run} />,
      width: 124,
      card: 'bare',
    },
    {
      key: 'quality',
      head: t('evals.quality'),
      cell: (run) => {
        const first = main(run);
        if (!first) return null;
        const unit = unitOf(first.criterion, run.definition.graders);
        const { estimate, interval } = first.candidate;
        return (
          <>
            {value(unit, estimate)} <span className="text-muted">{range(unit, interval)}</span>
          </>
        );
      },
      width: 130,
    },
    {
      key: 'difference',
      head: t('evals.difference'),
      cell: ({ verdict, definition }) => {
        const found = verdict?.criteria.find(({ criterion }) => compares(criterion));
        return found && difference(unitOf(found.criterion, definition.graders), found.estimate);
      },
      width: 100,
      from: 'md',
      card: 'bare',
    },
    {
      key: 'sentence',
      head: t('evals.sentence'),
      cell: ({ verdict }) => verdict && <span className="text-muted">{verdict.sentence[language]}</span>,
      from: 'lg',
      card: 'none',
    },
    {
      key: 'dataset',
      head: t('evals.dataset_version'),
      cell: ({ datasetVersion }) => t('evals.v_n', { number: datasetVersion }),
      width: 80,
      from: 'xl',
      card: 'none',
    },
    {
      key: 'by',
      head: t('evals.by'),
      cell: ({ createdBy }) => createdBy,
      width: 120,
      from: 'xl',
      card: 'none',
    },
    {
      key: 'when',
      head: t('evals.when'),
      cell: ({ createdAt }) => <When at={createdAt} />,
      width: 110,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <DataTable
      label={t('evals.runs')}
      rows={rows}
      columns={columns}
      rowKey={({ id }) => id}
      onEnd={more}
      footer={loadingMore ? <SkeletonRows rows={3} /> : undefined}
      link={({ id }, props) => <Link to="/evals/runs/$run" params={{ run: id }} {...props} />}
    />
  );
}
