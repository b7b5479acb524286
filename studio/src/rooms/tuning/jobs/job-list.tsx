import { Link } from '@tanstack/react-router';
import { GraduationCap } from 'lucide-react';
import { apiWithSignal } from '../../../client/api.ts';
import { usePages } from '../../../client/pages.ts';
import { useWords } from '../../../i18n/words.ts';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import { ModelsPage } from '../../gateway/models-page.tsx';
import { jobsRoute } from '../addresses.ts';
import { JobMark } from '../marks.tsx';
import { type Job, underWay } from '../model.ts';
import { SetName } from '../set-name.tsx';
import { TuneButton } from '../tune/tune-button.tsx';
import { usePhaseWords } from './phase-words.ts';

const LOOK_MS = 2_000;
/** The server gives at most so many at once. */
const PAGE = 200;

/** Training jobs, newest first. */
export function JobList() {
  return (
    <ModelsPage deed="seeTuning" actions={<TuneButton />}>
      <Jobs />
    </ModelsPage>
  );
}

function Jobs() {
  const { t } = useWords();
  const say = usePhaseWords();
  const state = jobsRoute.useSearch();
  const navigate = jobsRoute.useNavigate();
  const { rows, error, refetch, more } = usePages<Job>(
    ['GET /api/tuning/jobs'],
    ({ after, limit }, signal) =>
      apiWithSignal('GET /api/tuning/jobs', signal, { query: { after, limit: Math.min(limit, PAGE) } }),
    LOOK_MS,
  );
  const columns: Column<Job>[] = [
    { key: 'name', head: t('common.name'), cell: ({ suffix }) => suffix, sort: ({ suffix }) => suffix },
    {
      key: 'status',
      head: t('tuning.status'),
      cell: (job) => <JobMark status={job.status} />,
      sort: ({ status }) => status,
      width: 130,
      card: 'bare',
    },
    {
      key: 'progress',
      head: t('tuning.progress'),
      cell: (job) => (underWay(job) ? <span className="text-muted tabular-nums">{say(job)}</span> : null),
      width: 220,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'set',
      head: t('tuning.learned_from'),
      cell: ({ trainingSet }) => <SetName plain set={trainingSet} />,
      sort: ({ trainingSet }) => trainingSet.name,
      width: 240,
      from: 'md',
      card: 'bare',
    },
    {
      key: 'base',
      head: t('tuning.base'),
      cell: ({ base }) => <span className="font-mono text-xs">{base}</span>,
      sort: ({ base }) => base,
      width: 200,
      from: 'xxl',
      card: 'none',
    },
    {
      key: 'created',
      head: t('tuning.started'),
      cell: ({ createdAt }) => <When at={createdAt} />,
      sort: ({ createdAt }) => createdAt,
      width: 120,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <ListScreen
      label={t('gateway.jobs')}
      searchLabel={t('tuning.search_jobs')}
      rows={rows}
      error={error}
      onRetry={() => void refetch()}
      onEnd={more}
      columns={columns}
      rowKey={({ id }) => id}
      textOf={({ suffix, base, trainingSet }) => `${suffix} ${base} ${trainingSet.name}`}
      state={state}
      onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      link={({ id }, props) => <Link to="/models/jobs/$job" params={{ job: id }} {...props} />}
      empty={{
        icon: GraduationCap,
        title: t('tuning.no_jobs'),
        what: t('tuning.no_jobs_what'),
        example: t('tuning.no_jobs_example'),
        action: <TuneButton />,
      }}
    />
  );
}
