import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { useUnloadWarning } from '../../parts/use-unload-warning.ts';
import { emptyDefinition } from '../assistants/definition.ts';
import { Editor } from './editor.tsx';
import { SaveBar } from './save-bar.tsx';
import { useDraft } from './use-draft.ts';
import { useSave } from './use-save.ts';

/** A new assistant: the first save makes version 1. */
export function NewAssistant() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [initial] = useState(emptyDefinition);
  const draft = useDraft({ name: 'new', initial, version: 0, slugFollows: true });
  useUnloadWarning(draft.dirty);
  const apps = useQuery(read('GET /api/apps'));
  const taken = apps.data?.data.some((app) => app.slug === draft.definition.slug) ?? false;
  const { save, busy, error } = useSave(draft, {
    blocked: taken,
    after: async ({ slug }) => {
      await navigate({ to: '/assistants/$slug/edit', params: { slug }, replace: true });
    },
  });
  return (
    <Page
      title={t('editor.new_title')}
      up={
        <Link to="/assistants" className="hover:text-ink">
          {t('shell.assistants')}
        </Link>
      }
      actions={<SaveBar draft={draft} busy={busy} onSave={save} label={t('editor.create')} />}
    >
      <Editor draft={draft} error={error} slugTaken={taken} />
    </Page>
  );
}
