import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleStop,
  Clock,
  Eraser,
  LoaderCircle,
  TriangleAlert,
} from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Badge, Mark } from '../../parts/badge.tsx';
import type { Job, SetVersion } from './model.ts';

const JOB_LOOKS = {
  queued: { icon: Clock, tone: 'plain' },
  running: { icon: LoaderCircle, tone: 'accent' },
  paused: { icon: CirclePause, tone: 'warn' },
  succeeded: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleAlert, tone: 'bad' },
  cancelled: { icon: CircleStop, tone: 'plain' },
} as const;

/** How a job stands. */
export function JobMark({ status }: Pick<Job, 'status'>) {
  const { t } = useWords();
  return <Mark {...JOB_LOOKS[status]}>{t(`tuning.job_${status}`)}</Mark>;
}

const BUILD_LOOKS = {
  queued: { icon: Clock, tone: 'plain' },
  building: { icon: LoaderCircle, tone: 'accent' },
  ready: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleAlert, tone: 'bad' },
  cancelled: { icon: CircleStop, tone: 'plain' },
} as const;

/** How a version of a training set stands. */
export function BuildMark({ version }: { version: Pick<SetVersion, 'status' | 'erasedAt'> }) {
  const { t } = useWords();
  if (version.erasedAt !== null) return <Mark icon={Eraser}>{t('tuning.erased')}</Mark>;
  return <Mark {...BUILD_LOOKS[version.status]}>{t(`tuning.build_${version.status}`)}</Mark>;
}

interface Fate {
  tainted: { sources: number } | null;
  erasedAt: string | null;
}

/** What became of something since: its sources deleted, or itself erased. */
export function FateMark({ tainted, erasedAt }: Fate) {
  const { t } = useWords();
  if (erasedAt !== null)
    return (
      <Badge icon={Eraser} tone="plain">
        {t('tuning.erased')}
      </Badge>
    );
  return (
    tainted && (
      <Badge icon={TriangleAlert} tone="warn">
        {t('tuning.tainted', { count: tainted.sources })}
      </Badge>
    )
  );
}
