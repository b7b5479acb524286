import { Link } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Detail } from '../../parts/split-view.tsx';
import { notify } from '../../parts/toast.tsx';
import { useTask } from '../../parts/use-task.ts';
import { When } from '../../parts/when.tsx';
import { ItemFields } from './item-fields.tsx';
import { datasetChanged, EMPTY_ITEM, type Example, furtherFields, type Item } from './model.ts';

interface ExamplePanelProps {
  example: Example;
  editable: boolean;
  /** Whether the server took it. */
  onSave: (item: Item) => Promise<boolean>;
  onClose: () => void;
}

/** One example with all its fields, beside the grid. */
export function ExamplePanel({ example, editable, onSave, onClose }: ExamplePanelProps) {
  const { t } = useWords();
  // What was typed stays until the server has it: the row beside shows the change at once and may have to take it back.
  const [draft, setDraft] = useState<Item>();
  const [asking, setAsking] = useState(false);
  const { id, item, source, runId, createdBy, createdAt } = example;
  const further = furtherFields(item);
  const shown = draft ?? item;
  const changedHere = JSON.stringify(shown) !== JSON.stringify(item);
  const save = async () => {
    if (await onSave(shown)) setDraft((now) => (now === shown ? undefined : now));
  };
  return (
    <Detail
      title={item.question}
      kind={
        <span>
          {t(`datasets.source_${source}`)} · {createdBy} · <When at={createdAt} />
          {runId && (
            <>
              {' · '}
              <Link to="/runs" search={{ run: runId }} className="underline underline-offset-2">
                {t('datasets.see_run')}
              </Link>
            </>
          )}
        </span>
      }
      actions={
        editable && (
          <IconButton icon={Trash2} label={t('datasets.delete_example')} onClick={() => setAsking(true)} />
        )
      }
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4 p-4 sm:p-5"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ItemFields item={shown} onChange={setDraft} disabled={!editable} />
        {further && (
          <details>
            <summary className="w-fit text-muted">{t('datasets.further')}</summary>
            <pre className="mt-2 whitespace-pre-wrap break-words font-mono text-xs">
              {JSON.stringify(further, null, 2)}
            </pre>
          </details>
        )}
        {editable && (
          <div className="flex gap-2">
            <Button type="submit" look="primary" disabled={!changedHere || !shown.question.trim()}>
              {t('common.save')}
            </Button>
            {changedHere && <Button onClick={() => setDraft(undefined)}>{t('datasets.discard')}</Button>}
          </div>
        )}
      </form>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('datasets.delete_example_title')}
        description={t('datasets.delete_example_what')}
        submit={t('datasets.delete_example')}
        danger
        onSubmit={async () => {
          await api('DELETE /api/examples/{id}', { params: { id } });
          onClose();
          await changed('GET /api/datasets/{slug}/examples');
          void datasetChanged();
        }}
      />
    </Detail>
  );
}

/** A form for a new example; it stays open, because one example is seldom alone. */
export function NewExample({ slug, onClose }: { slug: string; onClose: () => void }) {
  const { t } = useWords();
  const [draft, setDraft] = useState(EMPTY_ITEM);
  const [count, setCount] = useState(0);
  const { busy, error, submit } = useTask();
  const add = submit(async () => {
    const { duplicates } = await api('POST /api/datasets/{slug}/examples', {
      params: { slug },
      body: { examples: [draft], source: 'typed' },
    });
    if (duplicates.length > 0) return notify(t('datasets.there_already'), { failed: true });
    notify(t('datasets.added', { count: 1 }));
    setDraft({ ...EMPTY_ITEM, tags: draft.tags, groups: draft.groups });
    setCount(count + 1);
    void changed('GET /api/datasets/{slug}/examples');
    void datasetChanged();
  });
  return (
    <Detail title={t('datasets.new_example')} onClose={onClose}>
      <form className="flex flex-col gap-4 p-4 sm:p-5" onSubmit={add}>
        <ItemFields key={count} item={draft} onChange={setDraft} autoFocus="question" />
        {error !== undefined && <ErrorNote error={error} />}
        <div>
          <Button type="submit" look="primary" busy={busy} disabled={!draft.question.trim()}>
            {t('datasets.add')}
          </Button>
        </div>
      </form>
    </Detail>
  );
}
