import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { TextArea } from '../../parts/inputs.tsx';

/** As the server wants it. */
const LEAST = 8;

/** Whether a text is long enough to be a reason. */
export function saysWhy(text: string): boolean {
  return text.trim().length >= LEAST;
}

interface ReasonFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A reason that goes to the audit log with the name of who gave it. */
export function ReasonField({ label, value, onChange }: ReasonFieldProps) {
  const { t } = useWords();
  return (
    <Field label={label} hint={t('releases.reason_hint', { least: LEAST })}>
      {(control) => (
        <TextArea
          {...control}
          required
          maxLength={2_000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
