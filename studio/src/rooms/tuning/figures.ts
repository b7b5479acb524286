import { useMemo } from 'react';
import { useWords } from '../../i18n/words.ts';

interface Interval {
  low: number;
  high: number;
}

/** Shares with a decimal: between 96.2 % and 96.8 % lies a training run. */
export function useShares() {
  const { t, language } = useWords();
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
    const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const signed = new Intl.NumberFormat(locale, {
      signDisplay: 'exceptZero',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    return {
      /** "91.8%" */
      share: (value: number) => `${one.format(value * 100)}%`,
      /** "90.8–92.7%" */
      range: ({ low, high }: Interval) => `${one.format(low * 100)}–${one.format(high * 100)}%`,
      /** "+30.1 points" */
      points: (difference: number) =>
        t('tuning.points', { points: signed.format(difference * 100).replace('-', '−') }),
    };
  }, [t, language]);
}
