import { useWords } from '../../../i18n/words.ts';
import { useFigures } from '../figures.ts';
import type { Compared, EvalRun, Grader } from '../model.ts';
import { PassMark } from './compare-table.tsx';
import { useNote } from './notes.ts';

type Score = Compared['scores']['candidate'][string];

interface ScoresProps {
  example: Compared;
  run: EvalRun;
  graders: readonly Grader[];
}

/** How each grader judged each version. */
export function Scores({ example: { scores }, run, graders }: ScoresProps) {
  const { t } = useWords();
  const names = [
    ...new Set([
      ...graders.map(({ name }) => name),
      ...Object.keys(scores.candidate),
      ...Object.keys(scores.baseline),
    ]),
  ];
  const compared = run.baseline !== null;
  const head = 'border-line border-b py-1 pr-3 text-left font-normal text-muted text-xs';
  return (
    <table className="w-full table-fixed">
      <thead>
        <tr>
          <th scope="col" className={`${head} w-24`}>
            {t('evals.grader')}
          </th>
          {compared && (
            <th scope="col" className={head}>
              {t('evals.version_n', { number: run.baseline ?? 0 })}
            </th>
          )}
          <th scope="col" className={head}>
            {t('evals.version_n', { number: run.version })}
          </th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const grader = graders.find((one) => one.name === name);
          return (
            <tr key={name} className="align-top">
              <th
                scope="row"
                className="truncate py-1 pr-3 text-left font-normal font-mono text-xs leading-5"
              >
                {name}
              </th>
              {compared && (
                <td className="py-1 pr-3">
                  <OneScore score={scores.baseline[name]} grader={grader} />
                </td>
              )}
              <td className="py-1">
                <OneScore score={scores.candidate[name]} grader={grader} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function OneScore({ score, grader }: { score: Score | undefined; grader: Grader | undefined }) {
  const { value } = useFigures();
  const say = useNote();
  if (!score) return <PassMark pass={undefined} />;
  const unit = grader?.type === 'latency' ? 'ms' : grader?.type === 'cost' ? 'usd' : 'score';
  return (
    <span className="flex min-w-0 items-start gap-1.5">
      {score.pass !== null && (
        <span className="mt-0.5">
          <PassMark pass={score.pass} />
        </span>
      )}
      <span className="min-w-0">
        <span className="tabular-nums">{value(unit, score.score)}</span>
        {score.note && <span className="block break-words text-muted text-xs">{say(score.note)}</span>}
      </span>
    </span>
  );
}
