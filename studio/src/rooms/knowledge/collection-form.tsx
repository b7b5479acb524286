import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextArea, TextInput } from '../../parts/inputs.tsx';
import { notify } from '../../parts/toast.tsx';
import { ClassField } from '../gateway/class-field.tsx';
import type { DataClass } from '../gateway/facts.ts';
import { ReadersChoice, useAccess } from './readers-choice.tsx';
import type { Collection } from './states.ts';

interface NamesProps {
  name: string;
  description: string;
  onChange: (change: { name?: string; description?: string }) => void;
}

function Names({ name, description, onChange }: NamesProps) {
  const { t } = useWords();
  return (
    <>
      <Field label={t('common.name')}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            required
            maxLength={200}
            value={name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('common.description')} hint={t('knowledge.description_hint')}>
        {(control) => (
          <TextArea
            {...control}
            maxLength={2_000}
            value={description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

/** Makes a collection and goes there, where files can be added. */
export function NewCollection({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [names, setNames] = useState({ name: '', description: '' });
  const [dataClass, setDataClass] = useState<DataClass>('internal');
  const access = useAccess([]);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('knowledge.create')}
      submit={t('knowledge.create_submit')}
      disabled={!names.name.trim() || !access.complete}
      onSubmit={async () => {
        const body = { ...names, dataClass, groupIds: access.groupIds ?? [] };
        const { id } = await api('POST /api/collections', { body });
        void changed('GET /api/collections');
        await navigate({ to: '/knowledge/$collection', params: { collection: id } });
      }}
    >
      <Names {...names} onChange={(change) => setNames({ ...names, ...change })} />
      <ReadersChoice access={access} />
      <ClassField value={dataClass} onChange={(chosen) => setDataClass(chosen ?? 'internal')} />
    </FormDialog>
  );
}

export function EditCollection({ collection, onClose }: { collection: Collection; onClose: () => void }) {
  const { t } = useWords();
  const { id, name, description } = collection;
  const [names, setNames] = useState({ name, description });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('knowledge.edit')}
      submit={t('common.save')}
      disabled={!names.name.trim()}
      onSubmit={async () => {
        await api('PATCH /api/collections/{id}', { params: { id }, body: names });
        await changed('GET /api/collections', 'GET /api/collections/{id}');
        notify(t('knowledge.saved'));
      }}
    >
      <Names {...names} onChange={(change) => setNames({ ...names, ...change })} />
    </FormDialog>
  );
}
