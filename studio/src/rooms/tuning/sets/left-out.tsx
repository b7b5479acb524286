import { Link } from '@tanstack/react-router';
import { useWords } from '../../../i18n/words.ts';
import type { SetReport } from '../model.ts';
import type { SetPlace } from './place.ts';

/** What was left out and why; each reason leads to its examples. */
export function LeftOut({ place, report }: { place: SetPlace; report: SetReport }) {
  const { t, format } = useWords();
  const { slug, version } = place;
  const rows = [...report.leftOut].sort((a, b) => b.count - a.count);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section aria-labelledby="left-out" className="flex flex-col gap-2">
      <h2 id="left-out" className="text-base">
        {t('tuning.left_out')}
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {rows.map(({ reason, count }) => (
          <li
            key={reason}
            className="relative grid grid-cols-[minmax(0,1fr)_64px_auto] items-center gap-x-3 px-4 py-2 hover:bg-hover"
          >
            <Link
              to="/models/training-sets/$slug/examples"
              params={{ slug }}
              search={{ version, leftOut: reason }}
              className="stretched"
            >
              {t(`tuning.reason_${reason}`)}
            </Link>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
              <span
                className="block h-full rounded-full bg-edge"
                style={{ width: `${(count / most) * 100}%` }}
              />
            </span>
            <span className="text-right tabular-nums">{format.number(count)}</span>
            <span className="col-span-3 text-muted text-xs">{t(`tuning.reason_${reason}_what`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
