import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { notify } from '../../parts/toast.tsx';
import { ClassField } from './class-field.tsx';
import { DATA_CLASSES, type DataClass } from './facts.ts';

interface ClassDialogProps {
  name: string;
  value: DataClass | null;
  /** For what can be without one of its own: the class that then counts. */
  inherited?: DataClass;
  onSave: (dataClass: DataClass | null) => Promise<unknown>;
  onClose: () => void;
}

/** Changes how delicate something is. A lower class lets more providers see it, so that is said before. */
export function ClassDialog({ name, value, inherited, onSave, onClose }: ClassDialogProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState(value);
  const rank = (one: DataClass | null) => (one ? DATA_CLASSES.indexOf(one) : 0);
  const floor = rank(inherited ?? null);
  const lowers = Math.max(floor, rank(chosen)) < Math.max(floor, rank(value));
  const none = inherited && t('gateway.class_inherited', { dataClass: t(`gateway.class_${inherited}`) });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('gateway.data_class_of', { name })}
      description={t('gateway.data_class_what')}
      submit={t('common.save')}
      disabled={chosen === value}
      onSubmit={async () => {
        await onSave(chosen);
        notify(t('gateway.data_class_saved'));
      }}
    >
      <ClassField
        value={chosen}
        none={none}
        hint={inherited ? t('gateway.class_stricter_hint') : undefined}
        onChange={setChosen}
      />
      {lowers && (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {t('gateway.class_lowered')}
        </p>
      )}
    </FormDialog>
  );
}
