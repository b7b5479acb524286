import { useMemo, useState } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import type { MistakesSearch } from '../../addresses.ts';
import { useShares } from '../../figures.ts';
import { type Cell, keyOf, matrixOf } from './classes.ts';
import { Grid, type Place } from './grid.tsx';

interface MatrixProps {
  cells: readonly Cell[];
  chosen: MistakesSearch;
  onChoose: (cell: MistakesSearch) => void;
}

/** What each class is taken for: a row a class, and how its texts spread over the answers. */
export function Matrix({ cells, chosen, onChoose }: MatrixProps) {
  const { t } = useWords();
  const { share } = useShares();
  const matrix = useMemo(() => matrixOf(cells), [cells]);
  const [looked, setLooked] = useState<Place>();
  const words = ({ actual, predicted }: Place) => {
    const total = matrix.totals.get(actual) ?? 0;
    const count = matrix.counts.get(keyOf(actual, predicted)) ?? 0;
    const values = { actual, predicted, count, total, share: share(total === 0 ? 0 : count / total) };
    return actual === predicted ? t('tuning.cell_right', values) : t('tuning.cell_wrong', values);
  };
  return (
    <section aria-labelledby="matrix" className="flex flex-col gap-2">
      <h2 id="matrix" className="text-base">
        {t('tuning.matrix')}
      </h2>
      <div className="rounded-lg border border-line bg-surface p-4">
        <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
          <p aria-live="polite" className="min-h-5 min-w-0 flex-1 basis-64 break-words text-muted">
            {looked ? words(looked) : t('tuning.matrix_what')}
          </p>
          <Key tone="accent">{t('tuning.right')}</Key>
          <Key tone="bad">{t('tuning.confused')}</Key>
        </div>
        <Grid
          label={t('tuning.matrix')}
          matrix={matrix}
          chosen={chosen}
          words={words}
          onLook={setLooked}
          onChoose={(place) => onChoose({ ...place })}
        />
        <p className="mt-3 flex flex-wrap justify-between gap-x-6 text-faint text-xs">
          <span>{t('tuning.rows_are')}</span>
          {matrix.hidden > 0 && <span>{t('tuning.classes_hidden', { count: matrix.hidden })}</span>}
        </p>
      </div>
    </section>
  );
}

function Key({ tone, children }: { tone: 'accent' | 'bad'; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-muted">
      <span aria-hidden className="flex">
        {['18', '50', '100'].map((step) => (
          <span
            key={step}
            className="size-2.5"
            style={{ background: `color-mix(in srgb, var(--${tone}) ${step}%, var(--surface))` }}
          />
        ))}
      </span>
      {children}
    </span>
  );
}
