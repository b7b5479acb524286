import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { Select } from '../../../parts/inputs.tsx';
import type { Columns } from './model.ts';

const FIELDS = ['question', 'answer', 'document', 'quote', 'unanswerable', 'groups', 'tags'] as const;

interface MappingProps {
  columns: readonly string[];
  mapping: Columns;
  onChange: (mapping: Columns) => void;
}

/** Which column of the file is which field; guessed by the server, and changed here. */
export function Mapping({ columns, mapping, onChange }: MappingProps) {
  const { t } = useWords();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-strong">{t('datasets.mapping')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={t(`datasets.${field}`)}
            error={field === 'question' && !mapping.question ? t('datasets.question_column') : undefined}
          >
            {(control) => (
              <Select
                {...control}
                value={mapping[field] ?? ''}
                onChange={({ target: { value } }) =>
                  onChange({ ...without(mapping, field), ...(value ? { [field]: value } : {}) })
                }
              >
                <option value="">{t('datasets.no_column')}</option>
                {columns.map((column) => (
                  <option key={column} value={column}>
                    {column}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      <p className="text-muted text-xs">{t('datasets.mapping_hint')}</p>
    </fieldset>
  );
}

function without(mapping: Columns, field: keyof Columns): Columns {
  const { [field]: _, ...rest } = mapping;
  return rest;
}
