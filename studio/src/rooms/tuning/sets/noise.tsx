import { Link } from '@tanstack/react-router';
import { ArrowRight, EyeOff, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Button, buttonClass } from '../../../parts/button.tsx';
import { useShares } from '../figures.ts';
import type { SetReport } from '../model.ts';

const FIRST = 6;

interface NoiseProps {
  noise: NonNullable<SetReport['noise']>;
  /** Where the labels are, if in a data set: there they are put right. */
  dataset: string | undefined;
}

/** Labels that the others speak against, by models that did not see the example: likely slips of whoever labelled. */
export function Noise({ noise, dataset }: NoiseProps) {
  const { t } = useWords();
  const { share, range } = useShares();
  const [all, setAll] = useState(false);
  const { suspects, share: measured, examples, folds } = noise;
  const shown = all ? examples : examples.slice(0, FIRST);
  return (
    <section aria-labelledby="noise" className="flex flex-col gap-2">
      <h2 id="noise" className="text-base">
        {t('tuning.noise')}
      </h2>
      <p>
        {suspects === 0
          ? t('tuning.no_suspects')
          : t('tuning.suspects', {
              count: suspects,
              share: share(measured.estimate),
              range: range(measured),
            })}
      </p>
      {shown.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {shown.map(({ id, text, labels, suggested, probability, given }) => (
            <li key={id} className="flex flex-col gap-1 px-4 py-2.5">
              {text === null ? (
                <Mark icon={EyeOff}>{t('tuning.withheld')}</Mark>
              ) : (
                <p className="line-clamp-3 break-words">{text}</p>
              )}
              <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs">
                <span className="text-muted">
                  {t('tuning.given', { label: labels.join(', '), share: share(given) })}
                </span>
                <ArrowRight className="size-3.5 shrink-0 text-faint" aria-hidden />
                <span className="text-warn">
                  {t('tuning.suggested', { label: suggested, share: share(probability) })}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {shown.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {shown.length < examples.length && (
            <Button small onClick={() => setAll(true)}>
              {t('gateway.show_all', { count: examples.length })}
            </Button>
          )}
          <Link to="/checks" search={{ dataset }} className={buttonClass('plain', true)}>
            <ScanSearch className="size-4" aria-hidden />
            {t('tuning.noise_review')}
          </Link>
        </div>
      )}
      <p className="text-muted text-xs">{t('tuning.noise_what', { folds })}</p>
    </section>
  );
}
