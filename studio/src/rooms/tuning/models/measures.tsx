import { useWords } from '../../../i18n/words.ts';
import type { Tone } from '../../../parts/badge.tsx';
import { Axis, DotWhisker } from '../../../parts/charts/dot-whisker.tsx';
import { around, type Domain, ticks } from '../../../parts/charts/scale.ts';
import { useShares } from '../figures.ts';
import type { Measured, TunedReport } from '../model.ts';
import { useQualityWords } from './quality-words.ts';

/** Every measure with its interval, and what there was without training, on one scale. */
export function Measures({ report }: { report: TunedReport }) {
  const { t, format } = useWords();
  const say = useQualityWords();
  const { measures, baselines } = report;
  const all = [...measures, ...baselines];
  const low = Math.min(...all.map((one) => one.low));
  const domain: Domain = low > 0.5 ? around([low, 1], 0.1) : [0, 1];
  return (
    <section aria-labelledby="measures" className="flex flex-col gap-2">
      <h2 id="measures" className="text-base">
        {t('tuning.measures')}
      </h2>
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <ul>
          {measures.map((one) => (
            <Row key={one.name} one={one} name={say.measure(one.name)} domain={domain} tone="accent" />
          ))}
          {baselines.map((one) => (
            <Row key={one.name} one={one} name={nameOf(one)} domain={domain} tone="plain" />
          ))}
        </ul>
        <div className={GRID}>
          <div className="col-span-2 sm:col-span-1 sm:col-start-3">
            <Axis domain={domain} ticks={ticks(domain, 5)} say={format.percent} />
          </div>
        </div>
      </div>
      <p className="text-muted text-xs">{t('tuning.measures_what')}</p>
    </section>
  );

  function nameOf({ name }: Measured): string {
    const known = BASELINES.find((one) => one === name);
    return known ? t(`tuning.baseline_${known}`) : t('tuning.baseline', { name: say.measure(name) });
  }
}

const BASELINES = ['majority', 'untuned', 'zero_shot'] as const;
const GRID =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,190px)_150px_minmax(0,1fr)]';

interface RowProps {
  one: Measured;
  name: string;
  domain: Domain;
  tone: Tone;
}

function Row({ one, name, domain, tone }: RowProps) {
  const { t } = useWords();
  const { share, range } = useShares();
  const [value, between] = [share(one.estimate), range(one)];
  return (
    <li className={`${GRID} py-1`}>
      <span className={tone === 'plain' ? 'text-muted' : undefined}>{name}</span>
      <span className="whitespace-nowrap text-right tabular-nums sm:text-left">
        {value} <span className="ml-1 text-muted text-xs">{between}</span>
      </span>
      <span className="col-span-2 sm:col-span-1">
        <DotWhisker
          label={t('tuning.named_value_is', { name, value, range: between })}
          estimate={one.estimate}
          interval={one}
          domain={domain}
          tone={tone}
        />
      </span>
    </li>
  );
}
