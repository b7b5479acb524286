import { useMemo } from 'react';
import { useWords } from '../../i18n/words.ts';
import type { Unit } from './model.ts';

interface Interval {
  low: number;
  high: number;
}

/** Says what was measured, how sure it is, and by how much two versions differ. */
export function useFigures() {
  const { t, format, language } = useWords();
  return useMemo(() => {
    const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
    const points = (value: number) => signed.format(Math.round(value * 100)).replace('-', '−');
    const value = (unit: Unit, of: number): string => {
      if (unit === 'share') return format.percent(of);
      if (unit === 'ms') return format.duration(of);
      return unit === 'usd' ? format.money(of) : format.decimal(of, 2);
    };
    const difference = (unit: Unit, of: number): string => {
      if (unit === 'share') return t('evals.points', { points: points(of) });
      return of > 0 ? `+${value(unit, of)}` : of < 0 ? `−${value(unit, -of)}` : value(unit, 0);
    };
    return {
      share: format.percent,
      value,
      difference,
      /** On an axis of differences: without the word. */
      tick: (unit: Unit, of: number) => (unit === 'share' ? points(of) : difference(unit, of)),
      /** "56–68%" */
      range(unit: Unit, { low, high }: Interval): string {
        if (unit === 'share') return `${Math.round(low * 100)}–${Math.round(high * 100)}%`;
        return t('evals.range', { low: value(unit, low), high: value(unit, high) });
      },
      /** "+1 to +11" */
      differences(unit: Unit, { low, high }: Interval): string {
        if (unit === 'share') return t('evals.range', { low: points(low), high: points(high) });
        return t('evals.range', { low: difference(unit, low), high: difference(unit, high) });
      },
    };
  }, [t, format, language]);
}
