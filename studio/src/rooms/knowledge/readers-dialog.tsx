import { useWords } from '../../i18n/words.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { notify } from '../../parts/toast.tsx';
import { ReadersChoice, useAccess } from './readers-choice.tsx';

interface ReadersDialogProps {
  name: string;
  groupIds: readonly string[] | null;
  /** For a document: who may read its collection, in words. */
  inherited?: string;
  onSave: (groupIds: string[] | null) => Promise<unknown>;
  onClose: () => void;
}

/** Changes who may read a collection or a document; it holds from the next question on. */
export function ReadersDialog({ name, groupIds, inherited, onSave, onClose }: ReadersDialogProps) {
  const { t } = useWords();
  const access = useAccess(groupIds);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('knowledge.readers_of', { name })}
      description={t('knowledge.readers_what')}
      submit={t('common.save')}
      disabled={access.locked || !access.complete}
      onSubmit={async () => {
        await onSave(access.groupIds);
        notify(t('knowledge.readers_saved'));
      }}
    >
      <ReadersChoice access={access} inherited={inherited} />
    </FormDialog>
  );
}
