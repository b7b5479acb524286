import { Check, LoaderCircle } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { cx } from '../../../parts/cx.ts';
import { Meter } from '../../../parts/meter.tsx';
import type { Job } from '../model.ts';
import { usePhaseWords } from './phase-words.ts';

const LOCAL = ['prepare', 'embed', 'train', 'evaluate'] as const;
const HOSTED = ['prepare', 'upload', 'wait'] as const;

/** Where a job is on its way, with counts and the time left. */
export function Steps({ job }: { job: Job }) {
  const { t, format } = useWords();
  const say = usePhaseWords();
  const { method, phase, status, progress, secondsLeft } = job;
  const steps: readonly Job['phase'][] = method === 'hosted' ? HOSTED : LOCAL;
  const at = steps.indexOf(phase);
  const paused = status === 'paused';
  return (
    <section
      aria-label={t('tuning.progress')}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <ol className="flex flex-wrap gap-x-5 gap-y-1.5">
        {steps.map((step, i) => (
          <li
            key={step}
            aria-current={i === at ? 'step' : undefined}
            className={cx('flex items-center gap-1.5', i === at ? 'font-strong' : 'text-muted')}
          >
            {i < at ? (
              <Check className="size-4 text-good" aria-label={t('tuning.step_done')} />
            ) : i === at && !paused && status !== 'queued' ? (
              <LoaderCircle className="spin size-4 text-accent" aria-hidden />
            ) : (
              <span
                aria-hidden
                className={cx(
                  'mx-0.5 size-3 rounded-full border-2',
                  i === at ? 'border-accent' : 'border-edge',
                )}
              />
            )}
            {t(`tuning.phase_${step}`)}
          </li>
        ))}
      </ol>
      <Meter label={say(job)} share={progress.total === 0 ? 0 : progress.done / progress.total} />
      <p className="flex flex-wrap gap-x-4 text-muted tabular-nums">
        <span>{paused ? t('tuning.paused_what') : say(job)}</span>
        {!paused && secondsLeft !== null && (
          <span>{t('tuning.time_left', { time: format.duration(secondsLeft * 1_000) })}</span>
        )}
        {!paused && <span className="sm:ml-auto">{t('tuning.goes_on')}</span>}
      </p>
    </section>
  );
}
