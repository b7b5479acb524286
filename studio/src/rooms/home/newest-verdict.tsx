import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { Result } from '../../client/endpoints.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Meter } from '../../parts/meter.tsx';
import { When } from '../../parts/when.tsx';
import { ResultBadge } from '../evals/marks.tsx';
import { underWay } from '../evals/model.ts';

type HomeFacts = Result<'GET /api/home'>;

/** The newest verdict of the workspace: a sentence before it is a chart. */
export function NewestVerdict({ run, apps }: { run: HomeFacts['verdict']; apps: HomeFacts['apps'] }) {
  const { t, language } = useWords();
  if (!run?.verdict) return <NoVerdict />;
  const { verdict, id, evalName, app: slug, finishedAt } = run;
  const app = apps.find((one) => one.slug === slug)?.name ?? slug;
  return (
    <section
      aria-label={t('home.newest_verdict')}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 sm:p-5"
    >
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
        <ResultBadge result={verdict.result} />
        <span>{app}</span>
        <span aria-hidden>·</span>
        <span>{evalName}</span>
        {finishedAt && (
          <>
            <span aria-hidden>·</span>
            <When at={finishedAt} />
          </>
        )}
      </p>
      <p className="max-w-4xl text-pretty text-lg">{verdict.sentence[language]}</p>
      <p>
        <Link to="/evals/runs/$run" params={{ run: id }} className={buttonClass()}>
          {t('home.evidence')}
          <ArrowRight className="size-4" aria-hidden />
        </Link>
      </p>
    </section>
  );
}

const LOOK_MS = 2_000;

/** Before the first verdict: how far the first eval run is, or that there is none. */
function NoVerdict() {
  const { t } = useWords();
  const { data } = useQuery({
    ...read('GET /api/eval-runs', { query: { limit: 1 } }),
    refetchInterval: LOOK_MS,
  });
  const [run] = data?.data ?? [];
  const going = run && underWay(run);
  return (
    <section
      aria-label={t('home.newest_verdict')}
      className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4 sm:p-5"
    >
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-2">
        <p className="text-base">{t(going ? 'home.measuring' : 'home.no_verdict')}</p>
        {going && <Meter label={t('evals.progress')} share={run.total === 0 ? 0 : run.done / run.total} />}
        <p className="text-muted tabular-nums">
          {going
            ? t('home.measuring_what', { version: run.version, done: run.done, total: run.total })
            : t('home.no_verdict_what')}
        </p>
      </div>
      {going ? (
        <Link to="/evals/runs/$run" params={{ run: run.id }} className={buttonClass()}>
          {t('home.watch')}
        </Link>
      ) : (
        <Link to="/evals" className={buttonClass('primary')}>
          {t('home.go_measure')}
        </Link>
      )}
    </section>
  );
}
