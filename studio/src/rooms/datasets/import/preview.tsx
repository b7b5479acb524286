import { CircleAlert, CircleCheck, Copy } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Badge, Mark } from '../../../parts/badge.tsx';
import type { Imported } from './model.ts';

/** What would come: how many, the first few, and the rows that cannot be examples. */
export function Preview({ preview }: { preview: Imported }) {
  const { t } = useWords();
  const { rows, added, duplicates, problems, sample, mapping } = preview;
  // Without questions every row would have the same problem; what to do is said beside the column.
  if (!mapping.question) return null;
  return (
    <section aria-label={t('datasets.preview')} className="flex flex-col gap-3">
      <p role="status" className="flex flex-wrap gap-x-4 gap-y-1">
        <span className="text-muted">{t('datasets.rows', { count: rows })}</span>
        <Mark icon={CircleCheck} tone="good">
          {t('datasets.new_rows', { count: added })}
        </Mark>
        {duplicates > 0 && (
          <Mark icon={Copy} tone="warn">
            {t('datasets.duplicate_rows', { count: duplicates })}
          </Mark>
        )}
        {problems.length > 0 && (
          <Mark icon={CircleAlert} tone="bad">
            {t('datasets.problem_rows', { count: problems.length })}
          </Mark>
        )}
      </p>
      {problems.length > 0 && <Problems problems={problems} />}
      {sample.length > 0 && (
        <ol className="divide-y divide-line rounded-md border border-line">
          {sample.map(({ question, answer, passages, unanswerable, tags }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are told apart by their place
            <li key={i} className="flex flex-col gap-1 px-3 py-2">
              <p className="break-words font-strong">{question}</p>
              {answer && <p className="line-clamp-2 break-words">{answer}</p>}
              {unanswerable && <p className="text-muted">{t('datasets.is_unanswerable')}</p>}
              {passages?.map(({ document, quote }) => (
                <p key={`${document} ${quote}`} className="line-clamp-1 break-words text-muted text-xs">
                  {document}: {quote}
                </p>
              ))}
              {tags && tags.length > 0 && (
                <p className="flex flex-wrap gap-1">
                  {tags.map((tag) => (
                    <Badge key={tag}>{tag}</Badge>
                  ))}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const EMPTY_QUESTION = 'question must not be empty';

function Problems({ problems }: { problems: Imported['problems'] }) {
  const { t } = useWords();
  return (
    <ul className="max-h-40 overflow-y-auto rounded-md bg-bad-soft px-3 py-2">
      {problems.map(({ row, problem }) => (
        <li key={row}>
          {t('datasets.row_problem', {
            row,
            problem: problem === EMPTY_QUESTION ? t('datasets.question_missing') : problem,
          })}
        </li>
      ))}
    </ul>
  );
}
