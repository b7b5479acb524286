import { X } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { buttonClass } from '../../../parts/button.tsx';
import { cx } from '../../../parts/cx.ts';
import { FilterBar } from '../../../parts/filters.tsx';
import type { UsageSearch } from '../addresses.ts';
import { DIMENSIONS, PERIODS } from '../facts.ts';
import { useNames } from '../names.ts';

interface UsageFiltersProps {
  search: UsageSearch;
  onChange: (change: UsageSearch) => void;
}

/** How far back, and what the calls are narrowed to; each filter goes with one press. */
export function UsageFilters({ search, onChange }: UsageFiltersProps) {
  const { t } = useWords();
  const nameOf = useNames();
  const { period = '7d' } = search;
  return (
    <FilterBar>
      <fieldset className="inline-flex gap-0.5 rounded-md bg-sunken p-0.5">
        <legend className="sr-only">{t('gateway.period')}</legend>
        {PERIODS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === period}
            onClick={() => onChange({ period: one })}
            className={cx(
              'h-7 rounded-sm px-2.5 text-muted hover:text-ink',
              one === period && 'bg-surface font-strong text-ink shadow-[0_0_0_1px_var(--line)]',
            )}
          >
            {t(`gateway.period_${one}`)}
          </button>
        ))}
      </fieldset>
      {DIMENSIONS.map((by) => {
        const value = search[by];
        if (value === undefined) return null;
        const name = nameOf(by, value);
        return (
          <button
            key={by}
            type="button"
            aria-label={t('gateway.unfilter', { what: t(`gateway.by_${by}`), name })}
            onClick={() => onChange({ [by]: undefined })}
            className={cx(buttonClass(), 'max-w-72 border-accent bg-accent-soft font-normal!')}
          >
            <span className="truncate">
              {t(`gateway.by_${by}`)} <strong>{name}</strong>
            </span>
            <X className="size-3.5 shrink-0 text-muted" aria-hidden />
          </button>
        );
      })}
    </FilterBar>
  );
}
