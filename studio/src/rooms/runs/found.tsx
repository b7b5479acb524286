import { EyeOff } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Section } from '../../parts/split-view.tsx';
import { FoundPassage } from './found-passage.tsx';
import { heldBack } from './span-facts.ts';
import type { Run } from './states.ts';

/** What the search found, and what the rules held back of it. */
export function Found({ run, looked }: { run: Run; looked: string | undefined }) {
  const { t, format } = useWords();
  const held = heldBack(run.spans);
  if (!held && run.retrieved.length === 0) return null;
  const names = [...new Set(held?.superseded ?? [])];
  return (
    <Section title={t('runs.found', { count: run.retrieved.length })}>
      {run.retrieved.length === 0 && <p className="text-muted">{t('runs.found_nothing')}</p>}
      <ol className="-mx-2 flex flex-col">
        {run.retrieved.map((passage, i) => (
          <FoundPassage key={passage.id} passage={passage} number={i + 1} looked={passage.id === looked} />
        ))}
      </ol>
      {held && (names.length > 0 || held.unreadable > 0) && (
        <div className="mt-3 flex gap-2 rounded-md bg-sunken px-3 py-2">
          <EyeOff className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
          <div className="min-w-0 text-muted">
            {names.length > 0 && (
              <p className="break-words">
                {t('runs.held_superseded', {
                  count: held.superseded.length,
                  documents: format.list(names),
                })}
              </p>
            )}
            {held.unreadable > 0 && <p>{t('runs.held_unreadable', { count: held.unreadable })}</p>}
          </div>
        </div>
      )}
    </Section>
  );
}
