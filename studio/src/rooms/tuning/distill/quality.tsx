import { useWords } from '../../../i18n/words.ts';
import { Axis, DotWhisker } from '../../../parts/charts/dot-whisker.tsx';
import { around, type Domain, ticks } from '../../../parts/charts/scale.ts';
import { RESULT_LOOKS } from '../../evals/model.ts';
import { useShares } from '../figures.ts';
import type { Distillation, Report } from './model.ts';

/** How often each is right, and by how much they differ; the dashed line is how much worse the student may be. */
export function Quality({ one, report }: { one: Distillation; report: Report }) {
  const { t, format } = useWords();
  const { share, range, points } = useShares();
  const { teacher, student, difference, result } = report;
  const { comparison } = one;
  const bound = -(comparison.notWorseBy ?? 0);
  const domain: Domain = around([difference.low, difference.high, bound, 0], 0.05);
  const sides = [
    { name: t('distill.teacher'), model: comparison.teacher.model, side: teacher },
    { name: t('distill.student'), model: comparison.student.model, side: student },
  ];
  const tick = (value: number) => points(value).replace(/[^\d.,+−-]+$/, '');
  return (
    <section aria-labelledby="quality" className="flex flex-col gap-2">
      <h2 id="quality" className="text-base">
        {t('distill.quality')}
      </h2>
      <div className="rounded-lg border border-line bg-surface px-4 py-3 sm:px-5">
        <ul>
          {sides.map(({ name, model, side }) => (
            <li key={name} className={`${GRID} py-1.5`}>
              <span className="min-w-0">
                {name}
                <span className="block truncate font-mono text-muted text-xs" title={model}>
                  {model}
                </span>
              </span>
              <span className="whitespace-nowrap text-right tabular-nums sm:text-left">
                {share(side.quality.estimate)}{' '}
                <span className="ml-1 text-muted text-xs">{range(side.quality)}</span>
              </span>
              <span className="col-span-2 sm:col-span-1">
                <DotWhisker
                  label={t('distill.side_is', {
                    name,
                    value: share(side.quality.estimate),
                    range: range(side.quality),
                  })}
                  estimate={side.quality.estimate}
                  interval={side.quality}
                  domain={[0, 1]}
                  tone="plain"
                />
              </span>
            </li>
          ))}
        </ul>
        <div className={GRID}>
          <div className="col-span-2 sm:col-span-1 sm:col-start-3">
            <Axis domain={[0, 1]} ticks={[0, 0.25, 0.5, 0.75, 1]} say={format.percent} />
          </div>
        </div>
        <div className={`${GRID} mt-3 border-line border-t pt-3`}>
          <span className="font-strong">{t('distill.difference')}</span>
          <span className="text-right tabular-nums sm:text-left">
            <span className="font-strong">{points(difference.estimate)}</span>
            <span className="block text-muted text-xs">
              {t('evals.range', { low: tick(difference.low), high: tick(difference.high) })}
            </span>
          </span>
          <span className="col-span-2 flex flex-col sm:col-span-1">
            <DotWhisker
              label={t('distill.difference_is', {
                value: points(difference.estimate),
                low: points(difference.low),
                high: points(difference.high),
              })}
              estimate={difference.estimate}
              interval={difference}
              domain={domain}
              threshold={bound}
              zero
              tone={RESULT_LOOKS[result].tone}
            />
            <Axis domain={domain} ticks={ticks(domain, 4)} say={tick} />
          </span>
        </div>
      </div>
      <p className="flex items-center gap-2 text-muted text-xs">
        <span aria-hidden className="h-3 border-faint border-l border-dashed" />
        {t('distill.may_be_worse', { points: points(comparison.notWorseBy ?? 0).replace('+', '') })}
      </p>
    </section>
  );
}

const GRID =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,210px)_150px_minmax(0,1fr)]';
