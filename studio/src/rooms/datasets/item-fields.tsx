import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { Checkbox } from '../../parts/choices.tsx';
import { Field, FieldSet } from '../../parts/field.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { TextArea, TextInput } from '../../parts/inputs.tsx';
import { type Item, listed } from './model.ts';

interface ItemFieldsProps {
  item: Item;
  onChange: (item: Item) => void;
  autoFocus?: 'question' | 'answer';
  disabled?: boolean;
}

/** All that an example says, field by field. */
export function ItemFields({ item, onChange, autoFocus, disabled }: ItemFieldsProps) {
  const { t } = useWords();
  const set = (change: Partial<Item>) => onChange({ ...item, ...change });
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-4">
      <Field label={t('datasets.question')}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={20_000}
            autoFocus={autoFocus === 'question'}
            value={item.question}
            onChange={(event) => set({ question: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('datasets.answer')} hint={t('datasets.answer_hint')}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={20_000}
            autoFocus={autoFocus === 'answer'}
            value={item.answer ?? ''}
            onChange={(event) => set({ answer: event.target.value || null })}
          />
        )}
      </Field>
      <Checkbox
        label={t('datasets.unanswerable')}
        hint={t('datasets.unanswerable_hint')}
        checked={item.unanswerable ?? false}
        onChange={(unanswerable) => set({ unanswerable })}
      />
      <Passages passages={item.passages ?? []} onChange={(passages) => set({ passages })} />
      <ListField
        label={t('datasets.tags')}
        hint={t('datasets.tags_hint')}
        value={item.tags ?? []}
        onChange={(tags) => set({ tags })}
      />
      <ListField
        label={t('datasets.groups')}
        hint={t('datasets.groups_hint')}
        value={item.groups ?? []}
        onChange={(groups) => set({ groups })}
      />
    </fieldset>
  );
}

type Passage = NonNullable<Item['passages']>[number];

function Passages({ passages, onChange }: { passages: Passage[]; onChange: (passages: Passage[]) => void }) {
  const { t } = useWords();
  const change = (at: number, next: Partial<Passage>) =>
    onChange(passages.map((passage, i) => (i === at ? { ...passage, ...next } : passage)));
  return (
    <FieldSet legend={t('datasets.passages')} hint={t('datasets.passages_hint')}>
      {passages.map(({ document, quote }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: passages are told apart by their place
        <div key={i} className="flex gap-2 rounded-md border border-line p-2">
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <TextInput
              aria-label={t('datasets.document')}
              placeholder={t('datasets.document')}
              value={document}
              onChange={(event) => change(i, { document: event.target.value })}
            />
            <TextArea
              aria-label={t('datasets.quote')}
              placeholder={t('datasets.quote')}
              rows={2}
              value={quote}
              onChange={(event) => change(i, { quote: event.target.value })}
            />
          </div>
          <IconButton
            icon={Trash2}
            label={t('datasets.remove_passage')}
            onClick={() => onChange(passages.filter((_, other) => other !== i))}
          />
        </div>
      ))}
      <div>
        <Button small icon={Plus} onClick={() => onChange([...passages, { document: '', quote: '' }])}>
          {t('datasets.add_passage')}
        </Button>
      </div>
    </FieldSet>
  );
}

interface ListFieldProps {
  label: string;
  hint: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Words with commas between them. What is typed stays as it is typed until the field is left. */
function ListField({ label, hint, value, onChange }: ListFieldProps) {
  const [text, setText] = useState<string>();
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          value={text ?? value.join(', ')}
          onChange={(event) => {
            setText(event.target.value);
            onChange(listed(event.target.value));
          }}
          onBlur={() => setText(undefined)}
        />
      )}
    </Field>
  );
}
