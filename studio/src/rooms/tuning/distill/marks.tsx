import { CircleAlert, CircleStop, Clock, LoaderCircle } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { ResultMark } from '../../evals/marks.tsx';
import type { Distillation } from './model.ts';

const STATES = {
  queued: { icon: Clock, tone: 'plain' },
  running: { icon: LoaderCircle, tone: 'accent' },
  cancelled: { icon: CircleStop, tone: 'plain' },
  failed: { icon: CircleAlert, tone: 'bad' },
} as const;

/** How a comparison stands; when it is done, its verdict. */
export function DistillationMark({ one: { status, report } }: { one: Distillation }) {
  const { t } = useWords();
  if (status === 'done') return report && <ResultMark result={report.result} />;
  return <Mark {...STATES[status]}>{t(`distill.status_${status}`)}</Mark>;
}
