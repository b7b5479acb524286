import { useWords } from '../../../i18n/words.ts';
import { Axis, DotWhisker } from '../../../parts/charts/dot-whisker.tsx';
import { around, type Domain, stepFor, ticks } from '../../../parts/charts/scale.ts';
import { useFigures } from '../figures.ts';
import { useGateWords } from '../gate-words.ts';
import { ResultMark } from '../marks.tsx';
import {
  boundOf,
  type CriterionVerdict,
  compares,
  type EvalRun,
  type Grader,
  RESULT_LOOKS,
  type Unit,
  unitOf,
  type Verdict,
} from '../model.ts';

interface CriteriaProps {
  verdict: Verdict;
  graders: readonly Grader[];
  run: EvalRun;
}

/** What the gate asked, and where the interval of each answer lies. */
export function Criteria({ verdict, graders, run }: CriteriaProps) {
  const { t } = useWords();
  return (
    <section aria-labelledby="criteria" className="flex flex-col gap-2">
      <h2 id="criteria" className="text-base">
        {t('evals.criteria')}
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {verdict.criteria.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: criteria keep their place
          <li key={i} className="px-4 py-4 sm:px-5">
            <OneCriterion one={one} graders={graders} run={run} />
          </li>
        ))}
      </ul>
      <p className="text-muted text-xs">{t('evals.criteria_what')}</p>
    </section>
  );
}

function OneCriterion({
  one,
  graders,
  run,
}: {
  one: CriterionVerdict;
  graders: readonly Grader[];
  run: EvalRun;
}) {
  const { t } = useWords();
  const say = useGateWords();
  const figures = useFigures();
  const { criterion, result, estimate, interval, furtherExamples } = one;
  const unit = unitOf(criterion, graders);
  const bound = boundOf(criterion, unit);
  const difference = compares(criterion);
  const shown = difference ? figures.difference(unit, estimate) : figures.value(unit, estimate);
  const between = difference ? figures.differences(unit, interval) : figures.range(unit, interval);
  const domain = domainOf(one, unit, bound);
  const tick = (value: number) => (difference ? figures.tick(unit, value) : figures.value(unit, value));
  return (
    <div className="grid gap-x-8 gap-y-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-3">
          <ResultMark result={result} />
          <span className="font-strong">{say.criterion(criterion, graders)}</span>
        </p>
        <p className="flex items-baseline gap-2 tabular-nums">
          <span className="text-lg">{shown}</span>
          <span className="text-muted">{between}</span>
        </p>
        <Sides one={one} unit={unit} run={run} />
        {furtherExamples !== null && result === 'inconclusive' && (
          <p className="text-warn">{t('evals.further', { count: furtherExamples })}</p>
        )}
      </div>
      <div className="flex min-w-0 flex-col justify-center gap-1">
        <DotWhisker
          label={t('evals.plot_is', { value: shown, range: between, bound: tick(bound) })}
          estimate={estimate}
          interval={interval}
          domain={domain}
          threshold={bound}
          zero={difference}
          tone={RESULT_LOOKS[result].tone}
        />
        <Axis domain={domain} ticks={ticks(domain, 5)} say={tick} />
        <p className="flex items-center gap-2 text-muted text-xs">
          <span aria-hidden className="h-3 border-faint border-l border-dashed" />
          {t('evals.threshold', { value: tick(bound) })}
        </p>
      </div>
    </div>
  );
}

/** Either version by itself, without comparison. */
function Sides({ one, unit, run }: { one: CriterionVerdict; unit: Unit; run: EvalRun }) {
  const { t } = useWords();
  const { value, range } = useFigures();
  const { candidate, baseline } = one;
  if (!baseline || run.baseline === null) return null;
  const sides = [
    { version: run.version, ...candidate },
    { version: run.baseline, ...baseline },
  ];
  return (
    <dl className="flex flex-wrap gap-x-5 text-muted tabular-nums">
      {sides.map(({ version, estimate, interval }) => (
        <div key={version} className="flex gap-1.5">
          <dt>{t('evals.version_n', { number: version })}</dt>
          <dd>
            <span className="text-ink">{value(unit, estimate)}</span> {range(unit, interval)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Shares that are not compared are seen on the whole scale; everything else as close as it fits. */
function domainOf({ criterion, estimate, interval }: CriterionVerdict, unit: Unit, bound: number): Domain {
  if (unit === 'share' && !compares(criterion)) return [0, 1];
  const values = [estimate, interval.low, interval.high, bound, ...(compares(criterion) ? [0] : [])];
  return around(values, unit === 'share' ? 0.05 : stepFor(values));
}
