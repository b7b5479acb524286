import type { Role } from '../../client/endpoints.ts';
import { rolesToHandOut } from '../../client/may.ts';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { useMe } from '../../shell/me.ts';

interface RoleFieldProps {
  value: Role;
  disabled?: boolean;
  /** Why it cannot be changed. */
  hint?: string;
  onChange: (role: Role) => void;
}

/** A role that one may hand out, with what it allows. */
export function RoleField({ value, disabled, hint, onChange }: RoleFieldProps) {
  const { t } = useWords();
  const { role: own } = useMe();
  const offered = rolesToHandOut(own);
  // Who has a role above one's own keeps it in the list.
  const roles = offered.includes(value) ? offered : [value, ...offered];
  return (
    <Field label={t('settings.role')} hint={hint ?? t(`settings.role_${value}`)}>
      {(control) => (
        <Select
          {...control}
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const next = roles.find((role) => role === event.target.value);
            if (next) onChange(next);
          }}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
