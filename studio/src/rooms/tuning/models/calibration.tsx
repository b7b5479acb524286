import { useWords } from '../../../i18n/words.ts';
import { ShortTable } from '../../../parts/short-table.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { useShares } from '../figures.ts';
import type { TunedReport } from '../model.ts';
import { ReliabilityDots } from './reliability-dots.tsx';

type Bin = NonNullable<TunedReport['calibration']>['bins'][number];

/** Whether "80 % sure" means right in 80 of 100 texts. */
export function Calibration({ report: { calibration } }: { report: TunedReport }) {
  const { t, format } = useWords();
  const { share } = useShares();
  if (!calibration) return null;
  const { temperature, eceBefore, eceAfter } = calibration;
  const bins = calibration.bins.filter(({ count }) => count > 0);
  const columns: Column<Bin>[] = [
    {
      key: 'from',
      head: t('tuning.says_sure'),
      cell: ({ from, to }) => `${format.percent(from)}–${format.percent(to)}`,
    },
    {
      key: 'count',
      head: t('tuning.texts'),
      cell: ({ count }) => format.number(count),
      width: 90,
      end: true,
    },
    {
      key: 'confidence',
      head: t('tuning.mean_sure'),
      cell: ({ confidence }) => share(confidence),
      width: 120,
      end: true,
    },
    { key: 'right', head: t('tuning.right'), cell: ({ accuracy }) => share(accuracy), width: 90, end: true },
  ];
  return (
    <section aria-labelledby="calibration" className="flex flex-col gap-2">
      <h2 id="calibration" className="text-base">
        {t('tuning.calibration')}
      </h2>
      <p>{t('tuning.calibration_is', { after: share(eceAfter), before: share(eceBefore) })}</p>
      {bins.length > 0 && (
        <>
          <div className="rounded-lg border border-line bg-surface p-4">
            <ReliabilityDots
              label={t('tuning.reliability', { off: share(eceAfter) })}
              sayX={t('tuning.says_sure')}
              sayY={t('tuning.right')}
              bins={bins}
            />
          </div>
          <details className="rounded-lg border border-line">
            <summary className="rounded-lg px-4 py-2.5 text-muted hover:text-ink">
              {t('tuning.as_table')}
            </summary>
            <div className="flex flex-col gap-2 px-4 pb-4">
              <ShortTable
                label={t('tuning.calibration')}
                rows={bins}
                columns={columns}
                rowKey={({ from }) => String(from)}
              />
              <p className="text-muted text-xs">
                {t('tuning.temperature_is', { value: format.decimal(temperature, 2) })}
              </p>
            </div>
          </details>
        </>
      )}
    </section>
  );
}
