import { useWords } from '../../../i18n/words.ts';
import { ShortTable } from '../../../parts/short-table.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { useShares } from '../figures.ts';
import type { CurvePoint } from '../model.ts';

/** The curves as figures, for those who do not see them and for those who want to be exact. */
export function CurveTable({ curve }: { curve: readonly CurvePoint[] }) {
  const { t, format } = useWords();
  const { share } = useShares();
  const columns: Column<CurvePoint>[] = [
    { key: 'step', head: t('tuning.step'), cell: ({ step }) => format.number(step) },
    {
      key: 'train',
      head: t('tuning.train_loss'),
      cell: ({ trainLoss }) => format.decimal(trainLoss, 4),
      width: 130,
      end: true,
    },
    {
      key: 'validation',
      head: t('tuning.validation_loss'),
      cell: ({ validationLoss }) => (validationLoss === null ? null : format.decimal(validationLoss, 4)),
      width: 130,
      end: true,
    },
    {
      key: 'accuracy',
      head: t('tuning.accuracy'),
      cell: ({ validationAccuracy }) => (validationAccuracy === null ? null : share(validationAccuracy)),
      width: 110,
      end: true,
    },
  ];
  return (
    <details className="rounded-lg border border-line">
      <summary className="rounded-lg px-4 py-2.5 text-muted hover:text-ink">{t('tuning.as_table')}</summary>
      <div className="px-4 pb-4">
        <ShortTable
          label={t('tuning.curves')}
          rows={curve}
          columns={columns}
          rowKey={({ step }) => String(step)}
        />
      </div>
    </details>
  );
}
