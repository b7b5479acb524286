import { CircleAlert, RotateCw } from 'lucide-react';
import { useExplain } from '../i18n/explain.ts';
import { useWords } from '../i18n/words.ts';
import { Button } from './button.tsx';
import { CopyText } from './copy.tsx';

/** What went wrong, what to do, and an id to quote; with a button to try again where that can help. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { what, todo, incident } = useExplain()(error);
  const { t } = useWords();
  return (
    <div role="alert" className="flex gap-2.5 rounded-md border border-line bg-bad-soft px-3 py-2.5">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="break-words font-strong text-bad">{what}</p>
        <p className="break-words text-ink">{todo}</p>
        {incident && (
          <p className="mt-1 flex items-center gap-1 text-xs text-muted">
            {t('common.incident')} <CopyText text={incident} />
          </p>
        )}
      </div>
      {onRetry && (
        <Button small icon={RotateCw} onClick={onRetry}>
          {t('common.try_again')}
        </Button>
      )}
    </div>
  );
}

/** The same for a place that has nothing else to show. */
export function ErrorPage({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="mx-auto w-full max-w-xl p-6">
      <ErrorNote error={error} onRetry={onRetry} />
    </div>
  );
}
