import { CircleAlert, LockKeyhole, SearchX } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { DiffText } from '../../../parts/diff-text.tsx';
import type { Compared, EvalRun } from '../model.ts';

type Outcome = NonNullable<Compared['candidate']>;

/** What each version answered, side by side, with what only one of them says marked. */
export function Answers({ example, run }: { example: Compared; run: EvalRun }) {
  const { candidate, baseline } = example;
  if (run.baseline === null) return <Answer version={run.version} outcome={candidate} />;
  const texts = baseline && candidate && { before: baseline.answer, after: candidate.answer };
  return (
    <div className="@container">
      <div className="grid gap-4 @lg:grid-cols-2">
        <Answer version={run.baseline} outcome={baseline} texts={texts} side="before" />
        <Answer version={run.version} outcome={candidate} texts={texts} side="after" />
      </div>
    </div>
  );
}

interface AnswerProps {
  version: number;
  outcome: Outcome | null;
  texts?: { before: string; after: string } | null;
  side?: 'before' | 'after';
}

function Answer({ version, outcome, texts, side }: AnswerProps) {
  const { t, format } = useWords();
  return (
    <article className="flex min-w-0 flex-col gap-2 rounded-md border border-line p-3">
      <header className="flex flex-wrap items-center gap-x-3 text-xs">
        <h4 className="font-strong">{t('evals.version_n', { number: version })}</h4>
        {outcome?.abstained && (
          <Mark icon={SearchX} tone="warn">
            {t('evals.abstained')}
          </Mark>
        )}
        {outcome && <span className="ml-auto text-muted">{format.duration(outcome.durationMs)}</span>}
      </header>
      {outcome ? (
        <>
          {outcome.error && (
            <p className="flex gap-1.5 text-bad">
              <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
              <span className="break-words">{outcome.error}</span>
            </p>
          )}
          <p className="whitespace-pre-wrap break-words">
            {texts ? <DiffText {...texts} side={side} /> : outcome.answer}
          </p>
          <Citations outcome={outcome} />
        </>
      ) : (
        <p className="flex gap-1.5 text-muted">
          <LockKeyhole className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t('evals.withheld')}
        </p>
      )}
    </article>
  );
}

function Citations({ outcome: { citations } }: { outcome: Outcome }) {
  const { t } = useWords();
  if (citations.length === 0) return null;
  return (
    <div>
      <h5 className="text-muted text-xs">{t('evals.cites')}</h5>
      <ul className="flex flex-col gap-1.5">
        {citations.map(({ filename, quote }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: citations keep their place
          <li key={i} className="min-w-0 text-xs">
            <span className="block truncate text-muted" title={filename}>
              {filename}
            </span>
            <q className="line-clamp-3 break-words">{quote}</q>
          </li>
        ))}
      </ul>
    </div>
  );
}
