import { CircleStop } from 'lucide-react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Meter } from '../../../parts/meter.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import type { SetVersion } from '../model.ts';
import { useTimeLeft } from './use-time-left.ts';

/** How far the building of a version is, with counts and the time left. */
export function BuildProgress({ slug, version }: { slug: string; version: SetVersion }) {
  const { t, format } = useWords();
  const may = useMay();
  const explain = useExplain();
  const { number, status, phase, progress, recipe } = version;
  const taught = recipe.sources.some(({ type }) => type === 'teacher');
  const { done, total } = progress;
  const left = useTimeLeft(phase, done, total);
  const cancel = () =>
    api('POST /api/training-sets/{slug}/versions/{number}/cancel', { params: { slug, number } }).then(
      () => changed('GET /api/training-sets', 'GET /api/training-sets/{slug}'),
      (error: unknown) => notify(explain(error).what, { failed: true }),
    );
  return (
    <section
      aria-label={t('tuning.progress')}
      className="flex max-w-2xl flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-lg">
          {status === 'queued'
            ? t('tuning.waits')
            : phase === 'teach' && !taught
              ? t('tuning.building_read')
              : t(`tuning.building_${phase}`)}
        </p>
        {may('tune') && (
          <Button small icon={CircleStop} onClick={() => void cancel()}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
      <Meter label={t('tuning.progress')} share={total === 0 ? 0 : done / total} />
      <p className="flex flex-wrap gap-x-4 text-muted tabular-nums">
        {total > 0 && <span>{t('tuning.done_of', { done, total })}</span>}
        {left !== undefined && <span>{t('tuning.time_left', { time: format.duration(left) })}</span>}
        <span className="sm:ml-auto">{t('tuning.goes_on')}</span>
      </p>
    </section>
  );
}
