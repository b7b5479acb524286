import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { type RunStatus, STATUS_LOOKS } from './states.ts';

export function RunStatusMark({ status }: { status: RunStatus }) {
  const { t } = useWords();
  const { icon, tone } = STATUS_LOOKS[status];
  return (
    <Mark icon={icon} tone={tone}>
      {t(`runs.status_${status}`)}
    </Mark>
  );
}
