import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleDot, CircleStop, Rocket } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { api } from '../../client/api.ts';
import { changed, read } from '../../client/query.ts';
import { useExplain } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { Button, buttonClass } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { TAB, Tabs } from '../../parts/tabs.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import { EvalRunMark } from './marks.tsx';
import { type EvalRun, underWay } from './model.ts';

/** Often enough to see it move. */
const LOOK_MS = 700;

/** What the screens of one eval run have in common. While it goes on it is looked at again and again. */
export function RunPage({ id, children }: { id: string; children: (run: EvalRun) => ReactNode }) {
  const { t } = useWords();
  const query = useQuery({
    ...read('GET /api/eval-runs/{id}', { params: { id } }),
    refetchInterval: ({ state }) => (state.data && underWay(state.data) ? LOOK_MS : false),
  });
  const { data: run, error, refetch } = query;
  useWhenDone(run);
  const app = useQuery({
    ...read('GET /api/apps/{slug}', { params: { slug: run?.app ?? '' } }),
    enabled: run !== undefined,
  }).data;
  const name = app?.name ?? run?.app ?? '';
  return (
    <Page
      title={run ? t('evals.run_title', { app: name, version: run.version }) : ' '}
      aside={run && <EvalRunMark run={run} />}
      up={
        run && (
          <Link to="/evals/$slug" params={{ slug: run.eval }} className="hover:text-ink">
            {run.evalName}
          </Link>
        )
      }
      actions={run && <Actions run={run} serving={app?.productionVersion ?? undefined} />}
      tabs={
        <Tabs label={t('evals.run_parts')}>
          <Link
            to="/evals/runs/$run"
            params={{ run: id }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={TAB}
          >
            {t('evals.verdict')}
          </Link>
          <Link
            to="/evals/runs/$run/examples"
            params={{ run: id }}
            activeOptions={{ includeSearch: false }}
            className={TAB}
          >
            {t('evals.compare')}
          </Link>
        </Tabs>
      }
    >
      {error && !run ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : run ? (
        children(run)
      ) : (
        <SkeletonText lines={10} />
      )}
    </Page>
  );
}

/** What others show of this run is read again when it has ended. */
function useWhenDone(run: EvalRun | undefined): void {
  const was = useRef<boolean>(undefined);
  const now = run && underWay(run);
  useEffect(() => {
    if (was.current && now === false)
      void changed(
        'GET /api/home',
        'GET /api/evals',
        'GET /api/eval-runs',
        'GET /api/eval-runs/{id}/results',
        'GET /api/apps/{slug}/readiness',
      );
    was.current = now;
  }, [now]);
}

function Actions({ run, serving }: { run: EvalRun; serving: number | undefined }) {
  const { t } = useWords();
  const may = useMay();
  const explain = useExplain();
  const { id, app, version, verdict } = run;
  const cancel = () =>
    api('POST /api/eval-runs/{id}/cancel', { params: { id } }).then(
      () => changed('GET /api/eval-runs/{id}', 'GET /api/eval-runs', 'GET /api/evals'),
      (error: unknown) => notify(explain(error).what, { failed: true }),
    );
  return (
    <>
      {underWay(run) && may('curate') && (
        <Button icon={CircleStop} onClick={() => void cancel()}>
          {t('evals.cancel')}
        </Button>
      )}
      {verdict && serving === version && (
        <Mark icon={CircleDot} tone="accent">
          {t('evals.serves_already')}
        </Mark>
      )}
      {verdict && serving !== version && may('release') && (
        <Link
          to="/releases/$slug"
          params={{ slug: app }}
          search={{ release: version }}
          className={buttonClass(verdict.result === 'pass' ? 'primary' : 'plain')}
        >
          <Rocket className="size-4" aria-hidden />
          {t('evals.release_it', { version })}
        </Link>
      )}
    </>
  );
}
