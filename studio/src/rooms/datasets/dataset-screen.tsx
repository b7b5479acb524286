import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox, Plus, Sparkles, Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { read } from '../../client/query.ts';
import { withWords } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { useNarrow } from '../../parts/media.ts';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useMay } from '../../shell/me.ts';
import { ClassMark } from '../gateway/class-mark.tsx';
import { type DatasetSearch, datasetRoute } from './addresses.ts';
import { DatasetMenu } from './dataset-menu.tsx';
import { Examples } from './examples.tsx';
import { ImportDialog } from './import/import-dialog.tsx';
import { useProposals } from './proposals/use-proposals.ts';
import { VersionBadge } from './version-badge.tsx';

const Tune = lazy(() =>
  withWords(import('../tuning/tune/tune.tsx'), 'tuning').then((tune) => ({ default: tune.Tune })),
);

/** One data set: its examples as a grid, and beside it what production proposes. */
export function DatasetScreen() {
  const { t } = useWords();
  const may = useMay();
  const narrow = useNarrow();
  const [importing, setImporting] = useState(false);
  const [tuning, setTuning] = useState(false);
  const { slug } = datasetRoute.useParams();
  const search = datasetRoute.useSearch();
  const navigate = datasetRoute.useNavigate();
  const set = (change: DatasetSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const { data: dataset, error, refetch } = useQuery(read('GET /api/datasets/{slug}', { params: { slug } }));
  const waiting = useProposals(slug).proposals?.length ?? 0;
  const { beside, version } = search;
  const older = version !== undefined && version !== dataset?.version;
  const editable = may('curate') && !older;
  return (
    <Page
      title={dataset?.name ?? slug}
      up={
        <Link to="/datasets" className="hover:text-ink">
          {t('shell.datasets')}
        </Link>
      }
      aside={
        dataset && (
          <span className="flex items-center gap-1.5">
            <VersionBadge dataset={dataset} />
            <ClassMark dataClass={dataset.dataClass} />
          </span>
        )
      }
      description={!narrow && dataset?.description}
      actions={
        dataset && (
          <>
            {may('curate') && (
              <Button
                icon={Inbox}
                aria-pressed={beside === 'production'}
                onClick={() =>
                  set({ beside: beside === 'production' ? undefined : 'production', example: undefined })
                }
              >
                {t('datasets.from_production', { count: waiting })}
              </Button>
            )}
            {may('tune') && dataset.examples > 0 && (
              <Button icon={Sparkles} onClick={() => setTuning(true)}>
                {t('gateway.tune')}
              </Button>
            )}
            {editable && (
              <>
                <Button icon={Upload} onClick={() => setImporting(true)}>
                  {t('datasets.import')}
                </Button>
                <Button look="primary" icon={Plus} onClick={() => set({ beside: 'new', example: undefined })}>
                  {t('datasets.add')}
                </Button>
              </>
            )}
            {may('curate') && <DatasetMenu dataset={dataset} />}
          </>
        )
      }
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : dataset ? (
        <Examples
          dataset={dataset}
          search={search}
          editable={editable}
          onSearch={set}
          onImport={() => setImporting(true)}
        />
      ) : (
        <SkeletonRows />
      )}
      {importing && <ImportDialog slug={slug} onClose={() => setImporting(false)} />}
      {tuning && (
        <Suspense>
          <Tune from={{ kind: 'dataset', slug }} onClose={() => setTuning(false)} />
        </Suspense>
      )}
    </Page>
  );
}
