import { useWords } from '../../../i18n/words.ts';
import { useShares } from '../figures.ts';
import type { TunedReport } from '../model.ts';

/** When a model says that it does not know, and what that gains. */
export function Abstention({ report: { abstention } }: { report: TunedReport }) {
  const { t, format } = useWords();
  const { share, range } = useShares();
  const never = !abstention || abstention.threshold <= 0;
  return (
    <section aria-labelledby="abstention" className="flex flex-col gap-2">
      <h2 id="abstention" className="text-base">
        {t('tuning.abstention')}
      </h2>
      {never ? (
        <p className="text-muted">{t('tuning.never_abstains')}</p>
      ) : (
        <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
          <Figure
            name={t('tuning.threshold')}
            value={format.decimal(abstention.threshold, 2)}
            more={t('tuning.threshold_what')}
          />
          <Figure
            name={t('tuning.answers_share')}
            value={share(abstention.coverage.estimate)}
            more={t('tuning.between', { range: range(abstention.coverage) })}
          />
          <Figure
            name={t('tuning.right_of_these')}
            value={share(abstention.accuracy.estimate)}
            more={t('tuning.between', { range: range(abstention.accuracy) })}
          />
        </dl>
      )}
    </section>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="tabular-nums">
        <span className="block text-lg">{value}</span>
        <span className="block text-muted text-xs">{more}</span>
      </dd>
    </div>
  );
}
