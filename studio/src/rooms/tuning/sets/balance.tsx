import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { StackedBars } from '../../../parts/charts/stacked-bars.tsx';
import type { SetReport } from '../model.ts';

const FIRST = 16;

/** How many examples each class has, split by split. */
export function Balance({ report }: { report: SetReport }) {
  const { t, format } = useWords();
  const [all, setAll] = useState(false);
  const { classes, balance } = report;
  const small = new Set(balance.tooSmall);
  const shown = all ? classes : classes.slice(0, FIRST);
  return (
    <section aria-labelledby="balance" className="flex flex-col gap-2">
      <h2 id="balance" className="text-base">
        {t('tuning.balance')}
      </h2>
      <p className="text-muted">
        {balance.smallest === balance.largest
          ? t('tuning.balance_even', { classes: balance.classes, smallest: balance.smallest })
          : t('tuning.balance_is', {
              classes: balance.classes,
              smallest: balance.smallest,
              largest: balance.largest,
            })}
      </p>
      {small.size > 0 && (
        <p className="flex gap-2 text-warn">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t('tuning.too_small', { count: small.size })}
        </p>
      )}
      <div className="rounded-lg border border-line bg-surface p-4">
        <StackedBars
          label={t('tuning.balance')}
          names={[t('tuning.split_train'), t('tuning.split_validation'), t('tuning.split_test')]}
          say={format.number}
          bars={shown.map(({ label, train, validation, test }) => ({
            key: label,
            name: label,
            parts: [train, validation, test],
            words: t('tuning.bar', { label, train, validation, test }),
            note: small.has(label) ? t('tuning.few') : undefined,
          }))}
        />
      </div>
      {shown.length < classes.length && (
        <div>
          <Button small onClick={() => setAll(true)}>
            {t('gateway.show_all', { count: classes.length })}
          </Button>
        </div>
      )}
    </section>
  );
}
