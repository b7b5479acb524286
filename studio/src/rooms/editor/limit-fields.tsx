import type { AssistantDefinition } from '../../client/endpoints.ts';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { LIMITS } from '../assistants/definition.ts';

type Limits = AssistantDefinition['limits'];
const FIELDS = ['passages', 'questionCharacters', 'answerTokens'] as const;

interface LimitFieldsProps {
  value: Limits;
  problem: (field: keyof Limits) => string | undefined;
  onChange: (limits: Limits) => void;
}

export function LimitFields({ value, problem, onChange }: LimitFieldsProps) {
  const { t } = useWords();
  return (
    <fieldset>
      <legend className="mb-2 font-strong">{t('editor.limits')}</legend>
      <div className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={t(`editor.${field}`)}
            hint={t(`editor.${field}_hint`)}
            error={problem(field)}
          >
            {(control) => (
              <TextInput
                {...control}
                type="number"
                min={LIMITS[field][0]}
                max={LIMITS[field][1]}
                value={value[field]}
                onChange={(event) => onChange({ ...value, [field]: Number(event.target.value) })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
