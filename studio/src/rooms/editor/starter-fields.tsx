import { Plus, X } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { FieldError, FieldSet } from '../../parts/field.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { LIMITS } from '../assistants/definition.ts';

interface StarterFieldsProps {
  value: readonly string[];
  error: string | undefined;
  onChange: (starters: string[]) => void;
}

/** Questions that people can begin with. */
export function StarterFields({ value, error, onChange }: StarterFieldsProps) {
  const { t } = useWords();
  const set = (at: number, text: string) => onChange(value.map((one, i) => (i === at ? text : one)));
  return (
    <FieldSet legend={t('editor.starters')} hint={t('editor.starters_hint')}>
      {value.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a starter is known by its place while it is typed
        <div key={i} className="flex gap-1">
          <TextInput
            aria-label={t('editor.starter_n', { number: i + 1 })}
            maxLength={LIMITS.starter}
            value={text}
            onChange={(event) => set(i, event.target.value)}
          />
          <IconButton
            icon={X}
            label={t('editor.remove_starter', { number: i + 1 })}
            onClick={() => onChange(value.filter((_, other) => other !== i))}
          />
        </div>
      ))}
      {error && <FieldError>{error}</FieldError>}
      {value.length < LIMITS.starters && (
        <div>
          <Button small icon={Plus} onClick={() => onChange([...value, ''])}>
            {t('editor.add_starter')}
          </Button>
        </div>
      )}
    </FieldSet>
  );
}
