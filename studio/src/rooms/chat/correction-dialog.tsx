import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextArea } from '../../parts/inputs.tsx';

interface CorrectionDialogProps {
  open: boolean;
  answer: string;
  correction: string | null;
  onClose: () => void;
  onSave: (correction: string | null) => Promise<void>;
}

/** What the answer should have said: it becomes an example that later versions are measured on. */
export function CorrectionDialog({ open, answer, correction, onClose, onSave }: CorrectionDialogProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  useEffect(() => {
    if (open) setText(correction ?? answer);
  }, [open, correction, answer]);
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      wide
      title={t('chat.correct')}
      description={t('chat.correct_why')}
      submit={t('common.save')}
      onSubmit={() => onSave(text.trim() || null)}
    >
      <Field label={t('chat.should_have_said')}>
        {(control) => (
          <TextArea
            {...control}
            rows={8}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
