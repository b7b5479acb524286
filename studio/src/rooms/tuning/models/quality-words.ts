import { useMemo } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { useShares } from '../figures.ts';
import { baselineOf, type Measured, mainMeasure, type TunedReport } from '../model.ts';

const MEASURES = [
  'accuracy',
  'subset_accuracy',
  'macro_f1',
  'micro_f1',
  'leaf_accuracy',
  'recall_at_1',
  'recall_at_5',
  'mrr',
] as const;

/** Says how good a tuned model is. */
export function useQualityWords() {
  const { t } = useWords();
  const { share, range, points } = useShares();
  return useMemo(() => {
    /** A measure by its name in words; one that the studio does not know, as the server calls it. */
    const measure = (name: string): string => {
      const known = MEASURES.find((one) => one === name);
      return known ? t(`tuning.measure_${known}`) : name.replaceAll('_', ' ');
    };
    const main = ({ name, estimate, low, high, of }: Measured): string => {
      const values = { share: share(estimate), range: range({ low, high }), count: of };
      return name === 'accuracy' || name === 'subset_accuracy'
        ? t('tuning.labels_right', values)
        : t('tuning.reaches', { ...values, measure: measure(name) });
    };
    return {
      measure,
      /** The whole report in one sentence: how good, how sure, and how much better than without training. */
      sentence(report: TunedReport): string {
        const measured = mainMeasure(report);
        if (!measured) return t('tuning.not_measured');
        const said = main(measured);
        const base = baselineOf(report);
        if (!base) return t('tuning.sentence', { said });
        const more = measured.estimate - base.estimate;
        return t(more > 0 ? 'tuning.more_than_base' : 'tuning.less_than_base', {
          said,
          points: points(Math.abs(more)).replace('+', ''),
        });
      },
    };
  }, [t, share, range, points]);
}
