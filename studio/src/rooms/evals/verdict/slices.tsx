import { CircleCheck, CircleX, Minus } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Axis, DotWhisker } from '../../../parts/charts/dot-whisker.tsx';
import { around, type Domain, ticks } from '../../../parts/charts/scale.ts';
import { useFigures } from '../figures.ts';
import { useGateWords } from '../gate-words.ts';
import type { Definition, EvalRun, Grader, Slice } from '../model.ts';
import { SliceLink } from './slice-link.tsx';

interface SlicesProps {
  slices: readonly Slice[];
  rule: Definition['gate']['slices'];
  graders: readonly Grader[];
  run: EvalRun;
}

/** Each tag for itself: a version may be better on the whole and worse for some. */
export function Slices({ slices, rule, graders, run }: SlicesProps) {
  const { t } = useWords();
  const say = useGateWords();
  const { tick } = useFigures();
  const judged = slices
    .filter(({ result }) => result !== 'too_few')
    .sort((a, b) => (a.difference ?? 0) - (b.difference ?? 0));
  const few = slices.filter(({ result }) => result === 'too_few').sort((a, b) => b.examples - a.examples);
  const ends = judged.flatMap(({ interval }) => (interval ? [interval.low, interval.high] : []));
  const domain = around([...ends, 0], 0.1);
  return (
    <section aria-labelledby="slices" className="flex flex-col gap-2">
      <h2 id="slices" className="text-base">
        {t('evals.slices')}
      </h2>
      {rule && <p className="text-muted">{say.slices(rule, graders)}</p>}
      {judged.length > 0 && (
        <div className="rounded-lg border border-line bg-surface">
          <ul>
            {judged.map((slice) => (
              <SliceRow key={slice.tag} slice={slice} domain={domain} run={run} />
            ))}
          </ul>
          {ends.length > 0 && (
            <div className={`${GRID} px-4 pb-3 sm:px-5`}>
              <div className="col-span-2 sm:col-span-1 sm:col-start-4">
                <Axis domain={domain} ticks={ticks(domain, 5)} say={(value) => tick('share', value)} />
              </div>
            </div>
          )}
        </div>
      )}
      {few.length > 0 && <TooFew slices={few} run={run} />}
    </section>
  );
}

const GRID =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,150px)_92px_132px_minmax(0,1fr)_84px]';

function SliceRow({ slice, domain, run }: { slice: Slice; domain: Domain; run: EvalRun }) {
  const { t } = useWords();
  const { share, difference, differences } = useFigures();
  const { tag, examples, candidate, baseline, difference: change, interval, result } = slice;
  const worse = result === 'worse';
  return (
    <li className={`${GRID} border-line border-b px-4 py-2 last:border-0 sm:px-5`}>
      <SliceLink run={run.id} tag={tag} />
      <span className="whitespace-nowrap text-right text-muted text-xs tabular-nums sm:text-left">
        {t('evals.examples', { count: examples })}
      </span>
      <span className="text-muted tabular-nums">
        {baseline !== null && `${share(baseline)} → `}
        <span className="text-ink">{share(candidate)}</span>
        {change !== null && <span className="ml-2 sm:hidden">{difference('share', change)}</span>}
      </span>
      <span className="col-span-2 row-start-3 sm:col-span-1 sm:row-auto">
        {change !== null && interval && (
          <DotWhisker
            label={t('evals.slice_is', {
              tag,
              value: difference('share', change),
              range: differences('share', interval),
            })}
            estimate={change}
            interval={interval}
            domain={domain}
            zero
            tone={worse ? 'bad' : 'accent'}
          />
        )}
      </span>
      <span className="text-right text-xs sm:text-left">
        <Mark icon={worse ? CircleX : CircleCheck} tone={worse ? 'bad' : 'good'}>
          {t(worse ? 'evals.slice_worse' : 'evals.slice_ok')}
        </Mark>
      </span>
    </li>
  );
}

/** Shown, not judged: with so few examples chance decides. */
function TooFew({ slices, run }: { slices: readonly Slice[]; run: EvalRun }) {
  const { t } = useWords();
  const { share } = useFigures();
  return (
    <details className="rounded-lg border border-line">
      <summary className="rounded-lg px-4 py-2.5 text-muted hover:text-ink sm:px-5">
        {t('evals.too_few', { count: slices.length })}
      </summary>
      <ul className="grid gap-x-8 px-4 pb-3 sm:grid-cols-2 sm:px-5 lg:grid-cols-3">
        {slices.map(({ tag, examples, candidate }) => (
          <li key={tag} className="flex items-center gap-3 py-1 text-muted tabular-nums">
            <Minus className="size-3.5 shrink-0 text-faint" aria-hidden />
            <SliceLink run={run.id} tag={tag} quiet />
            <span className="ml-auto whitespace-nowrap text-xs">
              {share(candidate)} · {t('evals.examples', { count: examples })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
