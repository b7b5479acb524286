import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { DATA_CLASSES, type DataClass } from './facts.ts';

interface ClassFieldProps {
  hint?: string;
  value: DataClass | null;
  /** What having none of its own means, in words; absent: it has one. */
  none?: string;
  onChange: (value: DataClass | null) => void;
}

/** One data class, from the least to the most delicate. */
export function ClassField({ hint, value, none, onChange }: ClassFieldProps) {
  const { t } = useWords();
  return (
    <Field label={t('gateway.data_class')} hint={hint ?? t('gateway.data_class_hint')}>
      {(control) => (
        <Select
          {...control}
          value={value ?? ''}
          onChange={({ target }) => onChange(DATA_CLASSES.find((one) => one === target.value) ?? null)}
        >
          {none !== undefined && <option value="">{none}</option>}
          {DATA_CLASSES.map((one) => (
            <option key={one} value={one}>
              {t(`gateway.class_${one}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
