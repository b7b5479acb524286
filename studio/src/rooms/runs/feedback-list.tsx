import { useWords } from '../../i18n/words.ts';
import { Section } from '../../parts/split-view.tsx';
import { When } from '../../parts/when.tsx';
import { ThumbMark } from './run-table.tsx';
import type { Run } from './states.ts';

/** What people said about the answer. */
export function FeedbackList({ run }: { run: Run }) {
  const { t } = useWords();
  return (
    <Section title={t('runs.feedback')}>
      {run.feedback.length === 0 && <p className="text-muted">{t('runs.no_feedback')}</p>}
      <ul className="flex flex-col gap-3">
        {run.feedback.map(({ by, at, thumb, correction }) => (
          <li key={`${by} ${at}`} className="flex flex-col gap-1.5">
            <p className="flex items-center gap-2">
              {thumb && <ThumbMark thumb={thumb} />}
              <span className="font-strong">{by}</span>
              <span className="text-muted">
                <When at={at} />
              </span>
            </p>
            {correction && (
              <div>
                <p className="text-faint text-xs">{t('runs.should_be')}</p>
                <p className="whitespace-pre-wrap break-words border-accent border-l-2 pl-3">{correction}</p>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
