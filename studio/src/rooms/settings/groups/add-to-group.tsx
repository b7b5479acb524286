import { useState } from 'react';
import type { ItemOf } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { Select } from '../../../parts/inputs.tsx';
import { useTask } from '../../../parts/use-task.ts';

type Member = ItemOf<'GET /api/members'>;

interface AddToGroupProps {
  people: readonly Member[];
  onAdd: (member: Member) => Promise<unknown>;
}

/** Chooses somebody to add to a group. */
export function AddToGroup({ people, onAdd }: AddToGroupProps) {
  const { t } = useWords();
  const [chosen, setChosen] = useState('');
  const { busy, submit } = useTask();
  const member = people.find(({ id }) => id === chosen);
  const add = submit(async () => {
    if (member) await onAdd(member);
    setChosen('');
  });
  return (
    <form className="mt-3 flex items-end gap-2" onSubmit={add}>
      <div className="min-w-0 flex-1">
        <Field label={t('settings.add_to_group')}>
          {(control) => (
            <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
              <option value="">{t('settings.choose_person')}</option>
              {people.map(({ id, name, email }) => (
                <option key={id} value={id}>
                  {name} · {email}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Button type="submit" busy={busy} disabled={!member}>
        {t('settings.add')}
      </Button>
    </form>
  );
}
