import { useRef } from 'react';
import { api } from '../../client/api.ts';
import type { AssistantDefinition } from '../../client/endpoints.ts';
import { changed } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useHotkey } from '../../parts/hotkeys.ts';
import { notify } from '../../parts/toast.tsx';
import { useTask } from '../../parts/use-task.ts';
import { checkDefinition } from './check-definition.ts';
import type { Draft } from './use-draft.ts';

interface SaveOptions {
  /** Something the check of the definition does not know stands in the way. */
  blocked?: boolean;
  after?: (definition: AssistantDefinition) => Promise<void> | void;
}

/** Saving makes a new version, unless nothing changed. What cannot be saved stays in the form. */
export function useSave(draft: Draft, { blocked = false, after }: SaveOptions) {
  const { t } = useWords();
  const { busy, error, run } = useTask();
  const latest = useRef(draft);
  latest.current = draft;

  const save = () => {
    const { definition, broken, problems } = latest.current;
    if (busy || blocked || broken || problems.length > 0 || checkDefinition(definition).problems.length > 0) {
      // Showing what is missing is the answer to pressing Save too early.
      draft.change({});
      showFirstProblem();
      return;
    }
    void run(async () => {
      const { apps } = await api('POST /api/apply', { body: definition });
      const [app] = apps;
      const number = app?.version ?? 1;
      draft.saved(definition, number);
      await changed('GET /api/apps', 'GET /api/apps/{slug}', 'GET /api/apps/{slug}/versions');
      notify(app?.created ? t('editor.saved', { number }) : t('editor.unchanged', { number }));
      await after?.(definition);
    });
  };
  useHotkey('mod s', save);
  return { save, busy, error };
}

/** Where the correction begins; the form shows it in the next frame. */
function showFirstProblem(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid=true]')?.focus());
}
