import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';

const REASONS = ['no_passages', 'not_supported', 'uncited'] as const;

/** The assistant did not answer: said as plainly as an answer, with why and what helps. */
export function Abstention({
  text,
  reason,
  runId,
}: {
  text: string;
  reason?: string | null;
  runId?: string;
}) {
  const { t } = useWords();
  const known = REASONS.find((one) => one === reason) ?? 'other';
  return (
    <div className="flex gap-3 rounded-md border border-line bg-surface p-3.5">
      <SearchX className="mt-1 size-4.5 shrink-0 text-warn" aria-hidden />
      <div className="min-w-0">
        <p>{text}</p>
        <p className="mt-1 text-muted text-sm">
          <strong>{t('chat.not_answered')}</strong> {t(`chat.why_${known}`)} {t(`chat.todo_${known}`)}
          {runId && (
            <>
              {' '}
              <Link
                to="/runs"
                search={{ run: runId }}
                className="text-accent-ink underline underline-offset-2"
              >
                {t('chat.what_was_found')}
              </Link>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
