import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CirclePause, CirclePlay, CircleStop } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Page } from '../../../parts/page.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { useToldTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { jobRoute } from '../addresses.ts';
import { JobMark } from '../marks.tsx';
import { type JobWithCurve, underWay } from '../model.ts';
import { JobBody } from './job-body.tsx';

/** Often enough to see the curve grow. */
const LOOK_MS = 700;

/** One training job: what it does right now, how well it learns, and what came of it. */
export function JobScreen() {
  const { t } = useWords();
  const { job: id } = jobRoute.useParams();
  const {
    data: job,
    error,
    refetch,
  } = useQuery({
    ...read('GET /api/tuning/jobs/{id}', { params: { id } }),
    refetchInterval: ({ state }) => (state.data && underWay(state.data) ? LOOK_MS : false),
  });
  useWhenEnded(job);
  return (
    <Page
      title={job?.suffix ?? ' '}
      aside={job && <JobMark status={job.status} />}
      up={
        <Link to="/models/jobs" className="hover:text-ink">
          {t('gateway.jobs')}
        </Link>
      }
      actions={job && <Actions job={job} />}
    >
      {error && !job ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : job ? (
        <JobBody job={job} />
      ) : (
        <SkeletonText lines={12} />
      )}
    </Page>
  );
}

/** What others show of this job is read again when it has ended. */
function useWhenEnded(job: JobWithCurve | undefined): void {
  const was = useRef<boolean>(undefined);
  const now = job && underWay(job);
  useEffect(() => {
    if (was.current && now === false)
      void changed(
        'GET /api/tuning/jobs',
        'GET /api/tuning/jobs/{id}/events',
        'GET /api/tuned-models',
        'GET /api/training-sets',
        'GET /api/training-sets/{slug}',
        'GET /v1/models',
      );
    was.current = now;
  }, [now]);
}

function Actions({ job: { id, status } }: { job: JobWithCurve }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { busy, run } = useToldTask();
  if (!useMay()('tune')) return null;
  const act = (verb: 'pause' | 'resume') =>
    void run(() =>
      api(`POST /api/tuning/jobs/{id}/${verb}`, { params: { id } }).finally(() =>
        changed('GET /api/tuning/jobs/{id}', 'GET /api/tuning/jobs'),
      ),
    );
  const goes = underWay({ status });
  return (
    <>
      {goes && (
        <Button icon={CirclePause} busy={busy} onClick={() => act('pause')}>
          {t('tuning.pause')}
        </Button>
      )}
      {status === 'paused' && (
        <Button look="primary" icon={CirclePlay} busy={busy} onClick={() => act('resume')}>
          {t('tuning.resume')}
        </Button>
      )}
      {(goes || status === 'paused') && (
        <Button icon={CircleStop} onClick={() => setAsking(true)}>
          {t('tuning.cancel_job')}
        </Button>
      )}
      <FormDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('tuning.cancel_title')}
        description={t('tuning.cancel_what')}
        submit={t('tuning.cancel_job')}
        onSubmit={async () => {
          await api('POST /api/tuning/jobs/{id}/cancel', { params: { id } });
          await changed('GET /api/tuning/jobs/{id}', 'GET /api/tuning/jobs');
        }}
      />
    </>
  );
}
