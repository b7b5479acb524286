import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { NamedSlug, useNamedSlug } from '../../parts/named-slug.tsx';
import { Panel, SettingsBody } from '../../parts/panel.tsx';
import { notify } from '../../parts/toast.tsx';
import { useTask } from '../../parts/use-task.ts';
import { useMay, useMe } from '../../shell/me.ts';
import { switchWorkspace } from '../../shell/sign-out.ts';
import { Learning } from './learning.tsx';
import { SettingsPage } from './settings-page.tsx';

/** The workspace itself: its name, its search index, and further workspaces beside it. */
export function WorkspaceSettings() {
  const { t } = useWords();
  const may = useMay();
  return (
    <SettingsPage part="workspace">
      <SettingsBody>
        <Panel title={t('settings.workspace_name')} what={t('settings.workspace_name_what')}>
          <Rename />
        </Panel>
        <Panel title={t('settings.index')} what={t('settings.index_what')}>
          <Reindex />
        </Panel>
        <Panel title={t('settings.learning')} what={t('settings.learning_what')}>
          <Learning />
        </Panel>
        {may('createWorkspaces') && (
          <Panel title={t('settings.another')} what={t('settings.another_what')}>
            <Another />
          </Panel>
        )}
      </SettingsBody>
    </SettingsPage>
  );
}

function Rename() {
  const { t } = useWords();
  const { workspace } = useMe();
  const [name, setName] = useState(workspace.name);
  const { busy, error, submit } = useTask();
  const save = submit(async () => {
    await api('PATCH /api/workspace', { body: { name } });
    await changed('GET /api/me');
    notify(t('settings.workspace_saved'));
  });
  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      <Field label={t('common.name')} hint={t('settings.workspace_slug', { slug: workspace.slug })}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          disabled={!name.trim() || name.trim() === workspace.name}
        >
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function Reindex() {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('settings.reindex')}</Button>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings.reindex_title')}
        description={t('settings.reindex_what')}
        submit={t('settings.reindex')}
        onSubmit={async () => {
          const { passages } = await api('POST /api/reindex');
          notify(t('settings.reindexing', { count: passages }));
        }}
      />
    </>
  );
}

function Another() {
  const { t } = useWords();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <Button onClick={() => setCreating(true)}>{t('settings.new_workspace')}</Button>
      {creating && <NewWorkspace onClose={() => setCreating(false)} />}
    </>
  );
}

function NewWorkspace({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const value = useNamedSlug();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('settings.new_workspace')}
      submit={t('settings.create')}
      disabled={!value.complete}
      onSubmit={async () => {
        const { slug } = await api('POST /api/workspaces', { body: { name: value.name, slug: value.slug } });
        switchWorkspace(slug);
      }}
    >
      <NamedSlug value={value} hint={t('settings.workspace_slug_hint')} />
    </FormDialog>
  );
}
