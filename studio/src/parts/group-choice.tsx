import { Checkbox } from './choices.tsx';
import { FieldSet } from './field.tsx';

export interface NamedGroup {
  id: string;
  name: string;
}

interface GroupChoiceProps {
  legend: string;
  hint?: string;
  /** Said when there is nothing to choose. */
  none: string;
  groups: readonly NamedGroup[];
  value: readonly string[];
  disabled?: boolean;
  onChange: (groupIds: string[]) => void;
}

/** Any number of groups. */
export function GroupChoice({ legend, hint, none, groups, value, disabled, onChange }: GroupChoiceProps) {
  return (
    <FieldSet legend={legend} hint={hint}>
      {groups.length === 0 && <p className="text-muted">{none}</p>}
      <div className="flex max-h-52 flex-col gap-2 overflow-y-auto p-0.5">
        {groups.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            disabled={disabled}
            checked={value.includes(id)}
            onChange={(checked) => onChange(checked ? [...value, id] : value.filter((other) => other !== id))}
          />
        ))}
      </div>
    </FieldSet>
  );
}
