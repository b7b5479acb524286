import { TrendingDown, TrendingUp } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { useFigures } from '../evals/figures.ts';
import type { LiveApp } from './model.ts';

/** A share of this week's runs, beside the week before, and whether it drifted more than chance would make it. */
export function WatchedShare({ watched }: { watched: LiveApp['abstentions'] }) {
  const { t } = useWords();
  const { share, range } = useFigures();
  const { estimate, interval, n, before, drifted } = watched;
  if (n === 0)
    return before === null ? (
      <span className="text-faint">–</span>
    ) : (
      <span className="text-muted text-xs">{t('home.last_week', { share: share(before) })}</span>
    );
  return (
    <div className="flex min-w-24 flex-col">
      <p className="flex items-baseline gap-1.5">
        <span className="text-base">{share(estimate)}</span>
        <span className="text-muted text-xs">{range('share', interval)}</span>
      </p>
      {before !== null && (
        <span className="text-muted text-xs">{t('home.last_week', { share: share(before) })}</span>
      )}
      {drifted && (
        <span className="text-xs">
          <Mark tone="warn" icon={estimate > (before ?? 0) ? TrendingUp : TrendingDown}>
            {t('home.drifted')}
          </Mark>
        </span>
      )}
    </div>
  );
}
