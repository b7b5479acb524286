import { BadgeCheck } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Section } from '../../../parts/split-view.tsx';
import type { Compared, EvalRun } from '../model.ts';

type Passage = NonNullable<Compared['candidate']>['retrieved'][number];

/** What each version was given to answer from; the documents that carry the answer are marked. */
export function Retrieved({ example, run }: { example: Compared; run: EvalRun }) {
  const { t } = useWords();
  const { candidate, baseline, item } = example;
  const wanted = new Set(item.passages?.map(({ document }) => document));
  const sides = [
    ...(run.baseline === null ? [] : [{ version: run.baseline, outcome: baseline }]),
    { version: run.version, outcome: candidate },
  ];
  return (
    <Section title={t('evals.retrieved')}>
      <div className="@container">
        <div className={sides.length > 1 ? 'grid gap-4 @lg:grid-cols-2' : ''}>
          {sides.map(({ version, outcome }) => (
            <div key={version} className="min-w-0">
              <h4 className="mb-1 text-xs">{t('evals.version_n', { number: version })}</h4>
              {!outcome || outcome.retrieved.length === 0 ? (
                <p className="text-muted">{t(outcome ? 'evals.retrieved_nothing' : 'evals.withheld')}</p>
              ) : (
                <ol className="flex flex-col">
                  {outcome.retrieved.map((passage, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: what was found keeps its rank
                    <li key={i}>
                      <OnePassage passage={passage} rank={i + 1} wanted={isWanted(passage, wanted)} />
                    </li>
                  ))}
                </ol>
              )}
            </div>
          ))}
        </div>
      </div>
    </Section>
  );
}

function OnePassage({ passage, rank, wanted }: { passage: Passage; rank: number; wanted: boolean }) {
  const { t } = useWords();
  const { documentName, text } = passage;
  return (
    <details>
      <summary className="flex items-center gap-2 rounded-sm py-0.5 hover:bg-hover">
        <span className="w-4 shrink-0 text-right text-faint text-xs tabular-nums">{rank}</span>
        <span className="min-w-0 flex-1 truncate" title={documentName}>
          {documentName.split('/').at(-1)}
        </span>
        {wanted && (
          <span title={t('evals.wanted')} className="inline-flex">
            <BadgeCheck className="size-4 text-good" aria-hidden />
            <span className="sr-only">{t('evals.wanted')}</span>
          </span>
        )}
      </summary>
      <p className="whitespace-pre-wrap break-words py-1 pl-6 text-muted text-xs">{text}</p>
    </details>
  );
}

/** Examples name documents by path or by file name alone. */
function isWanted({ documentName }: Passage, wanted: ReadonlySet<string>): boolean {
  const last = (path: string) => path.split('/').at(-1);
  return [...wanted].some((document) => last(document) === last(documentName));
}
