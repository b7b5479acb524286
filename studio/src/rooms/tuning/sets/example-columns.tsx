import { EyeOff } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import type { TrainingExample } from '../model.ts';

/** What a list of training examples shows; of those that were left out, why. */
export function useExampleColumns(leftOut: boolean): Column<TrainingExample>[] {
  const { t, format } = useWords();
  return [
    {
      key: 'text',
      head: t('tuning.text'),
      cell: ({ text }) => text ?? <Mark icon={EyeOff}>{t('tuning.withheld')}</Mark>,
    },
    {
      key: 'labels',
      head: t('tuning.label'),
      cell: ({ labels }) => labels.join(', '),
      width: 220,
      card: 'bare',
    },
    {
      key: 'split',
      head: t(leftOut ? 'tuning.left_out' : 'tuning.split'),
      cell: ({ split, leftOut: reason }) =>
        reason ? t(`tuning.reason_${reason}`) : split && t(`tuning.split_${split}`),
      width: 160,
      from: 'md',
      card: 'bare',
    },
    ...(leftOut
      ? [
          {
            key: 'twin',
            head: t('tuning.alike'),
            cell: ({ twin }: TrainingExample) => twin && format.percent(twin.similarity),
            width: 80,
            end: true,
          },
        ]
      : []),
    {
      key: 'source',
      head: t('tuning.source'),
      cell: ({ source }) => t(`tuning.source_${source}`),
      width: 130,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'at',
      head: t('tuning.from_when'),
      cell: ({ at }) => at && <When at={at} />,
      width: 120,
      end: true,
      from: 'xl',
      card: 'none',
    },
  ];
}
