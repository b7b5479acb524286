import { useWords } from '../../i18n/words.ts';
import { Checkbox } from '../../parts/choices.tsx';
import { FieldSet } from '../../parts/field.tsx';
import { DATA_CLASSES, type DataClass } from './facts.ts';

interface ClassChoiceProps {
  legend: string;
  hint?: string;
  value: readonly DataClass[];
  onChange: (classes: DataClass[]) => void;
}

/** Any number of data classes, from the least to the most delicate. */
export function ClassChoice({ legend, hint, value, onChange }: ClassChoiceProps) {
  const { t } = useWords();
  return (
    <FieldSet legend={legend} hint={hint}>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {DATA_CLASSES.map((one) => (
          <Checkbox
            key={one}
            label={t(`gateway.class_${one}`)}
            checked={value.includes(one)}
            onChange={(checked) =>
              onChange(DATA_CLASSES.filter((other) => (other === one ? checked : value.includes(other))))
            }
          />
        ))}
      </div>
    </FieldSet>
  );
}
