import { Link } from '@tanstack/react-router';
import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { LINK } from '../link.ts';
import type { SetReport } from '../model.ts';
import type { SetPlace } from './place.ts';

interface LeakageProps {
  place: SetPlace;
  leakage: SetReport['leakage'];
  leftOut: SetReport['leftOut'];
}

/** Whether the training data holds what evals measure with: a model that has seen the exam proves nothing. */
export function Leakage({ place, leakage, leftOut }: LeakageProps) {
  const { t } = useWords();
  const { slug, version } = place;
  const { checked, method } = leakage;
  const found = checked.reduce((sum, { exact, near }) => sum + exact + near, 0);
  const reasons = (['leak', 'near_leak'] as const).filter((reason) =>
    leftOut.some((one) => one.reason === reason && one.count > 0),
  );
  return (
    <section aria-labelledby="leakage" className="flex flex-col gap-2">
      <h2 id="leakage" className="text-base">
        {t('tuning.leakage')}
      </h2>
      {checked.length === 0 ? (
        <p className="text-muted">{t('tuning.no_evals')}</p>
      ) : (
        <>
          <p>
            <Mark icon={found === 0 ? ShieldCheck : TriangleAlert} tone={found === 0 ? 'good' : 'warn'}>
              {found === 0
                ? t('tuning.no_leaks', { count: checked.length })
                : t('tuning.leaks_n', { count: found })}
            </Mark>
          </p>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {checked.map(({ dataset, examples, exact, near }) => (
              <li key={dataset} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
                <Link to="/datasets/$slug" params={{ slug: dataset }} className={`${LINK} min-w-0 break-all`}>
                  {dataset}
                </Link>
                <span className="ml-auto text-muted text-xs tabular-nums">
                  {exact + near === 0
                    ? t('tuning.none_in', { count: examples })
                    : t('tuning.leaks_in', { exact, near, count: examples })}
                </span>
              </li>
            ))}
          </ul>
          {reasons.map((leftOutFor) => (
            <Link
              key={leftOutFor}
              to="/models/training-sets/$slug/examples"
              params={{ slug }}
              search={{ version, leftOut: leftOutFor }}
              className={`${LINK} self-start`}
            >
              {t(`tuning.see_${leftOutFor}`)}
            </Link>
          ))}
        </>
      )}
      <p className="text-muted text-xs">{t('tuning.leakage_what', { method })}</p>
    </section>
  );
}
