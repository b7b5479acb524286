import { useQuery } from '@tanstack/react-query';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';

interface ModelFieldProps {
  value: string;
  error: string | undefined;
  onChange: (model: string) => void;
}

/** Local models that do not answer questions; assistants are no models for assistants. */
const NOT_FOR_ANSWERS = /^(app\/|local\/(minilm|zero-shot)$)/;

export function ModelField({ value, error, onChange }: ModelFieldProps) {
  const { t } = useWords();
  const { data } = useQuery(read('GET /v1/models'));
  const ids = (data?.data ?? []).map((model) => model.id).filter((id) => !NOT_FOR_ANSWERS.test(id));
  const options = [...new Set([...ids, ...(value === 'default' || value === '' ? [] : [value])])].sort();
  return (
    <Field
      label={t('editor.model')}
      hint={
        value === 'default'
          ? t('editor.model_default_hint')
          : modelHint(value) && t('editor.model_local_hint')
      }
      error={error}
    >
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="default">{t('editor.model_default')}</option>
          {options.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function modelHint(value: string): boolean {
  return value === 'local/grounded';
}
