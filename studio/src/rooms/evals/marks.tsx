import { CircleAlert, CircleStop, Clock, LoaderCircle } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Badge, Mark } from '../../parts/badge.tsx';
import { type EvalRun, type Outcome, RESULT_LOOKS } from './model.ts';

/** Pass, block or inconclusive: a shape and a word. */
export function ResultMark({ result }: { result: Outcome }) {
  const { t } = useWords();
  return <Mark {...RESULT_LOOKS[result]}>{t(`evals.result_${result}`)}</Mark>;
}

export function ResultBadge({ result }: { result: Outcome }) {
  const { t } = useWords();
  return <Badge {...RESULT_LOOKS[result]}>{t(`evals.result_${result}`)}</Badge>;
}

const STATES = {
  queued: { icon: Clock, tone: 'plain' },
  running: { icon: LoaderCircle, tone: 'accent' },
  cancelled: { icon: CircleStop, tone: 'plain' },
  failed: { icon: CircleAlert, tone: 'bad' },
} as const;

/** How an eval run stands; when it is done, its verdict. */
export function EvalRunMark({ run }: { run: Pick<EvalRun, 'status' | 'verdict'> }) {
  const { t } = useWords();
  const { status, verdict } = run;
  if (status === 'done') return verdict && <ResultMark result={verdict.result} />;
  return <Mark {...STATES[status]}>{t(`evals.status_${status}`)}</Mark>;
}
