import { useWords } from '../../../i18n/words.ts';
import { Fact, Facts } from '../../../parts/facts.tsx';
import type { TunedReport } from '../model.ts';

const CALIBRATED = { 'held-out': 'held', 'cross-fitted': 'crossed', 'out-of-fold': 'folds' } as const;

/** How the training went: what was tried, and what was chosen. */
export function TrainedHow({ report }: { report: TunedReport }) {
  const { t, format } = useWords();
  const { seconds, examples, chosen, crossValidation, fittedOn, calibratedOn } = report;
  return (
    <details className="rounded-lg border border-line">
      <summary className="rounded-lg px-4 py-2.5 text-muted hover:text-ink">
        {t('tuning.trained_how')}
      </summary>
      <div className="flex flex-col gap-4 px-4 pb-4">
        <Facts>
          <Fact name={t('tuning.took')}>{format.duration(seconds * 1_000)}</Fact>
          <Fact name={t('tuning.splits')}>
            {t('tuning.split_counts', {
              train: examples.train,
              validation: examples.validation,
              test: examples.test,
            })}
          </Fact>
          {fittedOn && (
            <Fact name={t('tuning.fitted_on')}>
              {t(fittedOn === 'train' ? 'tuning.fitted_train' : 'tuning.fitted_both')}
            </Fact>
          )}
          {calibratedOn && (
            <Fact name={t('tuning.calibrated_on')}>{t(`tuning.calibrated_${CALIBRATED[calibratedOn]}`)}</Fact>
          )}
          {Object.entries(chosen).map(([name, value]) => (
            <Fact key={name} name={name}>
              <code className="font-mono text-xs">{String(value)}</code>
            </Fact>
          ))}
        </Facts>
        {crossValidation.length > 0 && (
          <div>
            <h3 className="mb-1.5 text-muted text-xs">{t('tuning.cross_validation')}</h3>
            <ul className="flex flex-col gap-1">
              {crossValidation.map(({ parameters, score, chosen: taken }) => {
                const said = Object.entries(parameters)
                  .map(([name, value]) => `${name} ${value}`)
                  .join(', ');
                return (
                  <li key={said} className="flex gap-3">
                    <code className="min-w-0 flex-1 truncate font-mono text-xs">{said}</code>
                    <span className="tabular-nums">{format.decimal(score, 4)}</span>
                    <span className="w-16 text-muted text-xs">{taken && t('tuning.chosen')}</span>
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}
