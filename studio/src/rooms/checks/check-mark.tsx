import { CircleSlash, Clock, Check as Done, LoaderCircle, Pencil, TriangleAlert, X } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import type { Check, FindingStatus } from './model.ts';

const CHECK = {
  queued: { icon: Clock, tone: 'plain' },
  running: { icon: LoaderCircle, tone: 'accent' },
  done: { icon: Done, tone: 'good' },
  cancelled: { icon: CircleSlash, tone: 'plain' },
  failed: { icon: TriangleAlert, tone: 'bad' },
} as const;

export function CheckMark({ check: { status } }: { check: Check }) {
  const { t } = useWords();
  return <Mark {...CHECK[status]}>{t(`checks.status_${status}`)}</Mark>;
}

const FINDING = {
  open: { icon: Clock, tone: 'warn' },
  confirmed: { icon: Done, tone: 'good' },
  corrected: { icon: Pencil, tone: 'good' },
  dismissed: { icon: X, tone: 'plain' },
} as const;

export function FindingMark({ status }: { status: FindingStatus }) {
  const { t } = useWords();
  return <Mark {...FINDING[status]}>{t(`checks.finding_${status}`)}</Mark>;
}
