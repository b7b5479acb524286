import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { ItemFields } from '../item-fields.tsx';
import { type Item, measures } from '../model.ts';

interface ProposalFormProps {
  item: Item;
  onSubmit: (item: Item) => Promise<void>;
  onCancel: () => void;
}

/** A proposed example, made right before it is accepted. */
export function ProposalForm({ item, onSubmit, onCancel }: ProposalFormProps) {
  const { t } = useWords();
  const [draft, setDraft] = useState(item);
  const { busy, error, submit } = useTask();
  return (
    <form
      className="flex flex-col gap-3"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The panel stays open.
        event.preventDefault();
        onCancel();
      }}
      onSubmit={submit(() => onSubmit(draft))}
    >
      {!measures(item) && <p className="rounded-md bg-sunken px-3 py-2">{t('datasets.say_what_is_right')}</p>}
      <ItemFields item={draft} onChange={setDraft} autoFocus={measures(item) ? 'question' : 'answer'} />
      {error !== undefined && <ErrorNote error={error} />}
      <div className="flex flex-wrap gap-2">
        <Button
          small
          type="submit"
          look="primary"
          busy={busy}
          disabled={!draft.question.trim() || !measures(draft)}
        >
          {t('datasets.accept')}
        </Button>
        <Button small onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
