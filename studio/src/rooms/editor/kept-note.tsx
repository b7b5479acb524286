import { History } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import type { Draft } from './use-draft.ts';

/** Says that the form does not show what is saved, because of changes made earlier, and offers to let them go. */
export function KeptNote({ draft }: { draft: Draft }) {
  const { t } = useWords();
  if (!draft.recalled && draft.overtakenBy === undefined) return null;
  return (
    <output className="flex flex-wrap items-center gap-x-2.5 gap-y-1 rounded-md bg-warn-soft px-3 py-2">
      <History className="size-4 shrink-0 text-warn" aria-hidden />
      <span className="min-w-48 flex-1">
        {draft.overtakenBy === undefined
          ? t('editor.kept')
          : t('editor.kept_older', { number: draft.overtakenBy })}
      </span>
      <Button small onClick={draft.discard}>
        {t('editor.discard')}
      </Button>
    </output>
  );
}
