import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { cx } from '../../../parts/cx.ts';
import type { MistakesSearch } from '../addresses.ts';
import { useShares } from '../figures.ts';
import type { TunedReport } from '../model.ts';

const FIRST = 8;

interface PairsProps {
  pairs: TunedReport['confusedPairs'];
  chosen: MistakesSearch;
  onChoose: (cell: MistakesSearch) => void;
}

/** The classes that are taken for each other most often. */
export function Pairs({ pairs, chosen, onChoose }: PairsProps) {
  const { t } = useWords();
  const { share } = useShares();
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...pairs.map(({ count }) => count));
  const shown = all ? pairs : pairs.slice(0, FIRST);
  return (
    <section aria-labelledby="pairs" className="flex flex-col gap-2">
      <h2 id="pairs" className="text-base">
        {t('tuning.pairs')}
      </h2>
      {pairs.length === 0 ? (
        <Mark icon={CircleCheck} tone="good">
          {t('tuning.no_pairs')}
        </Mark>
      ) : (
        <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {shown.map(({ a, b, count, ofBoth }) => {
            const open = [chosen.actual, chosen.predicted].sort().join('\n') === [a, b].sort().join('\n');
            return (
              <li key={`${a}\n${b}`} className={cx('relative', open ? 'bg-accent-soft' : 'hover:bg-hover')}>
                <button
                  type="button"
                  aria-pressed={open}
                  className="stretched grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2 text-left sm:grid-cols-[minmax(0,1fr)_120px_150px]"
                  onClick={() => onChoose(open ? {} : { actual: a, predicted: b })}
                >
                  <span className="min-w-0 break-words max-sm:col-span-2">{t('tuning.pair', { a, b })}</span>
                  <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
                    <span
                      className="block h-full rounded-full bg-bad"
                      style={{ width: `${(count / most) * 100}%` }}
                    />
                  </span>
                  <span className="whitespace-nowrap text-right text-muted text-xs tabular-nums">
                    {t('tuning.pair_count', {
                      count,
                      share: share(ofBoth === 0 ? 0 : count / ofBoth),
                    })}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      )}
      {shown.length < pairs.length && (
        <div>
          <Button small onClick={() => setAll(true)}>
            {t('gateway.show_all', { count: pairs.length })}
          </Button>
        </div>
      )}
    </section>
  );
}
