import { Tabs } from 'radix-ui';
import { useWords } from '../../i18n/words.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import { DefinitionForm } from './definition-form.tsx';
import { KeptNote } from './kept-note.tsx';
import type { Draft } from './use-draft.ts';
import { YamlView } from './yaml-view.tsx';

interface EditorProps {
  draft: Draft;
  error: unknown;
  slugTaken?: boolean;
  /** The slug of an assistant that exists; another slug would be another assistant. */
  fixedSlug?: string;
}

const TRIGGER =
  'h-7 rounded-sm px-3 text-muted hover:text-ink data-[state=active]:bg-surface data-[state=active]:font-strong data-[state=active]:text-ink data-[state=active]:shadow-[0_0_0_1px_var(--line)]';

/** One definition, as a form and as the YAML it is. */
export function Editor({ draft, error, slugTaken, fixedSlug }: EditorProps) {
  const { t } = useWords();
  return (
    <Tabs.Root defaultValue="form" className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-5 px-4 py-5 sm:px-6">
        <Tabs.List
          aria-label={t('editor.views')}
          className="inline-flex gap-0.5 self-start rounded-md bg-sunken p-0.5"
        >
          <Tabs.Trigger value="form" className={TRIGGER}>
            {t('editor.form')}
          </Tabs.Trigger>
          <Tabs.Trigger value="yaml" className={TRIGGER}>
            {t('editor.yaml')}
          </Tabs.Trigger>
        </Tabs.List>
        <KeptNote draft={draft} />
        {error !== undefined && <ErrorNote error={error} />}
        <Tabs.Content value="form" className="outline-none">
          <DefinitionForm draft={draft} slugTaken={slugTaken} fixedSlug={fixedSlug} />
        </Tabs.Content>
        <Tabs.Content value="yaml" className="flex flex-1 flex-col outline-none">
          <YamlView draft={draft} fixedSlug={fixedSlug} slugTaken={slugTaken} />
        </Tabs.Content>
      </div>
    </Tabs.Root>
  );
}
