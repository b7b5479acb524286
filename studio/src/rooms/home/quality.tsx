import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/words.ts';
import { DotWhisker } from '../../parts/charts/dot-whisker.tsx';
import { useFigures } from '../evals/figures.ts';
import type { LiveApp } from './live.tsx';

const WHOLE = [0, 1] as const;

/** How good what serves is, and how sure that is. */
export function Quality({ quality }: { quality: LiveApp['quality'] }) {
  const { t } = useWords();
  const { share, range } = useFigures();
  if (!quality) return <span className="text-muted">{t('home.quality_unknown')}</span>;
  const { estimate, interval, examples, evalRunId } = quality;
  const figures = { share: share(estimate), range: range('share', interval), count: examples };
  return (
    <div className="flex min-w-36 max-w-48 flex-col gap-0.5">
      <p className="flex items-baseline gap-1.5">
        <Link
          to="/evals/runs/$run"
          params={{ run: evalRunId }}
          className="font-strong text-base hover:text-accent-ink"
        >
          {figures.share}
        </Link>
        <span className="text-muted text-xs">{figures.range}</span>
      </p>
      <DotWhisker
        label={t('home.quality_is', figures)}
        estimate={estimate}
        interval={interval}
        domain={WHOLE}
      />
      <span className="text-muted text-xs">{t('home.examples', { count: examples })}</span>
    </div>
  );
}
