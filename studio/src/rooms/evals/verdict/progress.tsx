import { useRef } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Meter } from '../../../parts/meter.tsx';
import type { EvalRun } from '../model.ts';

/** How far an eval run is, with counts and the time left. */
export function Progress({ run }: { run: EvalRun }) {
  const { t, format } = useWords();
  const { total, done, errors, status, version, baseline } = run;
  const left = useTimeLeft(run);
  return (
    <section aria-label={t('evals.progress')} className="flex max-w-2xl flex-col gap-3">
      <p className="text-lg">
        {status === 'queued'
          ? t('evals.waiting')
          : baseline === null
            ? t('evals.measuring', { version })
            : t('evals.measuring_against', { version, baseline })}
      </p>
      <Meter label={t('evals.progress')} share={total === 0 ? 0 : done / total} />
      <p className="flex flex-wrap gap-x-4 text-muted tabular-nums" aria-live="off">
        <span>{t('evals.answers_of', { done, total })}</span>
        {left !== undefined && <span>{t('evals.time_left', { time: format.duration(left) })}</span>}
        {errors > 0 && <span className="text-bad">{t('evals.errors', { count: errors })}</span>}
      </p>
      <p className="text-muted">{t('evals.goes_on')}</p>
    </section>
  );
}

/** From how fast it went since this screen began to look; the wait before the start would make it seem slower. */
function useTimeLeft({ id, done, total }: EvalRun): number | undefined {
  const began = useRef<{ id: string; at: number; done: number }>(undefined);
  if (began.current?.id !== id || (began.current.done === 0 && done > 0))
    began.current = { id, at: Date.now(), done };
  const { at, done: before } = began.current;
  const came = done - before;
  if (came <= 0) return undefined;
  const each = (Date.now() - at) / came;
  // Whole seconds: the figure would flicker otherwise.
  return Math.max(1_000, Math.round((each * (total - done)) / 1_000) * 1_000);
}
