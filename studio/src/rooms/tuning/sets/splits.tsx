import { Link } from '@tanstack/react-router';
import { useWords } from '../../../i18n/words.ts';
import { cx } from '../../../parts/cx.ts';
import { type SetReport, SPLITS } from '../model.ts';
import type { SetPlace } from './place.ts';

const FILLS = { train: 'bg-accent', validation: 'bg-accent/55', test: 'bg-accent/25' } as const;

/** How the examples are divided: what is learned from, what is tuned by, what nobody sees until the end. */
export function Splits({ place, splits }: { place: SetPlace; splits: SetReport['splits'] }) {
  const { t, format } = useWords();
  const { slug, version } = place;
  const total = Math.max(1, splits.train + splits.validation + splits.test);
  return (
    <section aria-labelledby="splits" className="flex flex-col gap-2">
      <h2 id="splits" className="text-base">
        {t('tuning.splits')}
      </h2>
      <div aria-hidden className="flex h-3 gap-px overflow-hidden rounded-sm">
        {SPLITS.map((split) => (
          <span
            key={split}
            className={cx('h-full', FILLS[split])}
            style={{ width: `${(splits[split] / total) * 100}%` }}
          />
        ))}
      </div>
      <ul className="flex flex-col gap-1">
        {SPLITS.map((split) => (
          <li key={split} className="relative flex items-center gap-2 rounded-sm hover:bg-hover">
            <span aria-hidden className={cx('size-2 rounded-sm', FILLS[split])} />
            <Link
              to="/models/training-sets/$slug/examples"
              params={{ slug }}
              search={{ version, split }}
              className="stretched"
            >
              {t(`tuning.split_${split}`)}
            </Link>
            <span className="ml-auto text-muted tabular-nums">
              {format.number(splits[split])} · {format.percent(splits[split] / total)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
