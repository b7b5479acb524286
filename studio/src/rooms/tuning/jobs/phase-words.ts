import { useWords } from '../../../i18n/words.ts';
import type { Job } from '../model.ts';

/** Says what a job does at this moment, with its counts. */
export function usePhaseWords(): (job: Pick<Job, 'phase' | 'status' | 'progress'>) => string {
  const { t } = useWords();
  return ({ phase, status, progress: { done, total } }) => {
    if (status === 'queued') return t('tuning.waits');
    const doing = t(`tuning.phase_${phase}`);
    return total > 0 ? t('tuning.doing_of', { doing, done, total }) : doing;
  };
}
