import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/words.ts';
import { DotWhisker } from '../../parts/charts/dot-whisker.tsx';
import { around, stepFor } from '../../parts/charts/scale.ts';
import { useFigures } from '../evals/figures.ts';
import type { LiveApp } from './model.ts';

/** How good what serves is, and how sure that is. */
export function Quality({ quality }: { quality: LiveApp['quality'] }) {
  const { t } = useWords();
  const figures = useFigures();
  if (!quality) return <span className="text-muted">{t('home.quality_unknown')}</span>;
  const { grader, unit, estimate, interval, examples, evalRunId } = quality;
  const share = unit === 'share';
  const value = figures.value(unit, estimate);
  const range = figures.range(unit, interval);
  const ends = [0, interval.low, interval.high];
  return (
    <div className="flex min-w-36 max-w-48 flex-col gap-0.5">
      <p className="flex items-baseline gap-1.5">
        <Link
          to="/evals/runs/$run"
          params={{ run: evalRunId }}
          className="font-strong text-base hover:text-accent-ink"
        >
          {value}
        </Link>
        <span className="text-muted text-xs">{range}</span>
      </p>
      <DotWhisker
        label={
          share
            ? t('home.quality_is', { share: value, range, count: examples })
            : t('home.quality_mean_is', { grader, value, range, count: examples })
        }
        estimate={estimate}
        interval={interval}
        domain={share ? [0, 1] : around(ends, stepFor(ends))}
      />
      <span className="text-muted text-xs">{t('home.examples', { count: examples })}</span>
    </div>
  );
}
