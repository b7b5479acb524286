import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/words.ts';
import { RESULT_LOOKS } from '../evals/model.ts';
import type { Readiness } from './model.ts';

const BOX = { pass: 'bg-good-soft', block: 'bg-bad-soft', inconclusive: 'bg-warn-soft' } as const;
const INK = { pass: 'text-good', block: 'text-bad', inconclusive: 'text-warn' } as const;

/** Whether a version may serve: the verdict in words, and what is missing. */
export function ReadinessNote({ readiness }: { readiness: Readiness }) {
  const { t, language } = useWords();
  const { result, problems, evidence, version } = readiness;
  const { icon: Icon } = RESULT_LOOKS[result];
  return (
    <div role="status" className={`flex gap-2.5 rounded-md border border-line px-3 py-2.5 ${BOX[result]}`}>
      <Icon className={`mt-0.5 size-4 shrink-0 ${INK[result]}`} aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className={`font-strong ${INK[result]}`}>{t(`releases.ready_${result}`, { number: version })}</p>
        {result === 'pass'
          ? evidence.map(({ evalRunId, sentence }) => (
              <Verdict key={evalRunId} run={evalRunId}>
                {sentence[language]}
              </Verdict>
            ))
          : problems.map(({ problem, eval: slug, sentence }) => {
              const measured = evidence.find((one) => one.eval === slug);
              return (
                <div key={`${problem} ${slug}`} className="break-words">
                  {measured && (problem === 'blocked' || problem === 'inconclusive') ? (
                    <Verdict run={measured.evalRunId}>{sentence[language]}</Verdict>
                  ) : (
                    <p>
                      {sentence[language]}{' '}
                      {slug && (
                        <Link
                          to="/evals/$slug"
                          params={{ slug }}
                          search={{ version }}
                          className="text-accent-ink underline underline-offset-2"
                        >
                          {t('releases.measure', { eval: slug })}
                        </Link>
                      )}
                    </p>
                  )}
                </div>
              );
            })}
      </div>
    </div>
  );
}

function Verdict({ run, children }: { run: string; children: string }) {
  const { t } = useWords();
  return (
    <p className="break-words">
      {children}{' '}
      <Link
        to="/evals/runs/$run"
        params={{ run }}
        className="whitespace-nowrap text-accent-ink underline underline-offset-2"
      >
        {t('home.evidence')}
      </Link>
    </p>
  );
}
