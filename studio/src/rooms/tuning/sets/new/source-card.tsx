import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId } from 'react';
import { read } from '../../../../client/query.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Checkbox } from '../../../../parts/choices.tsx';
import { Field } from '../../../../parts/field.tsx';
import { IconButton } from '../../../../parts/icon-button.tsx';
import { Select, TextArea, TextInput } from '../../../../parts/inputs.tsx';
import { FileField } from './file-field.tsx';
import { hasOtherTexts, KINDS, type TypedSource } from './recipe.ts';

interface SourceCardProps {
  number: number;
  value: TypedSource;
  onChange: (value: TypedSource) => void;
  onRemove?: () => void;
}

/** One source of examples, and what it needs to be told. */
export function SourceCard({ number, value, onChange, onRemove }: SourceCardProps) {
  const { t } = useWords();
  const set = (change: Partial<TypedSource>) => onChange({ ...value, ...change });
  const name = t('tuning.source_n', { number });
  return (
    <fieldset aria-label={name} className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={name}>
            {(control) => (
              <Select
                {...control}
                value={value.kind}
                onChange={(event) => {
                  const kind = KINDS.find((one) => one === event.target.value);
                  if (kind) set({ kind });
                }}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`tuning.kind_${kind}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        {onRemove && <IconButton icon={X} label={t('tuning.remove_source', { number })} onClick={onRemove} />}
      </div>
      <p className="-mt-2 text-muted text-xs">{t(`tuning.kind_${value.kind}_what`)}</p>
      <Fields value={value} set={set} />
    </fieldset>
  );
}

interface FieldsProps {
  value: TypedSource;
  set: (change: Partial<TypedSource>) => void;
}

function Fields({ value, set }: FieldsProps) {
  const { t } = useWords();
  switch (value.kind) {
    case 'dataset':
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <DatasetField
            label={t('tuning.dataset')}
            value={value.dataset}
            onChange={(dataset) => set({ dataset })}
          />
          <Field label={t('tuning.tag')} hint={t('tuning.tag_hint')}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={60}
                value={value.tag}
                onChange={(event) => set({ tag: event.target.value })}
              />
            )}
          </Field>
        </div>
      );
    case 'runs':
      return (
        <>
          <AppField value={value.app} onChange={(app) => set({ app })} />
          {(['correction', 'thumb_up'] as const).map((kind) => (
            <Checkbox
              key={kind}
              label={t(`tuning.feedback_${kind}`)}
              hint={t(`tuning.feedback_${kind}_what`)}
              checked={value.feedback.includes(kind)}
              onChange={(on) =>
                set({
                  feedback: on ? [...value.feedback, kind] : value.feedback.filter((one) => one !== kind),
                })
              }
            />
          ))}
        </>
      );
    case 'proposals':
      return <AppField any value={value.app} onChange={(app) => set({ app })} />;
    case 'file':
      return <FileField filename={value.filename} onUploaded={(file, filename) => set({ file, filename })} />;
    case 'teacher':
      return <TeacherFields value={value} set={set} />;
  }
}

function TeacherFields({ value, set }: FieldsProps) {
  const { t } = useWords();
  const list = useId();
  const models = useQuery(read('GET /v1/models')).data?.data ?? [];
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('tuning.teacher')} hint={t('tuning.teacher_hint')}>
          {(control) => (
            <>
              <TextInput
                {...control}
                required
                list={list}
                maxLength={300}
                value={value.model}
                onChange={(event) => set({ model: event.target.value })}
              />
              <datalist id={list}>
                {models.map(({ id }) => (
                  <option key={id} value={id} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <DatasetField
          label={t('tuning.texts_from')}
          none={hasOtherTexts(value.from) ? t('tuning.texts_kept') : undefined}
          value={value.dataset}
          onChange={(dataset) => set({ dataset })}
        />
      </div>
      <Field label={t('tuning.labels')} hint={t('tuning.labels_hint')}>
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLines={10}
            value={value.labels}
            onChange={(event) => set({ labels: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('tuning.instructions')}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={20_000}
            value={value.instructions}
            onChange={(event) => set({ instructions: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

interface ChoiceProps {
  value: string;
  onChange: (value: string) => void;
}

interface DatasetFieldProps extends ChoiceProps {
  label: string;
  /** What choosing none means, in words; absent: one must be chosen. */
  none?: string | undefined;
}

function DatasetField({ label, none, value, onChange }: DatasetFieldProps) {
  const { t } = useWords();
  const datasets = useQuery(read('GET /api/datasets')).data?.data ?? [];
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          required={none === undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{none ?? t('tuning.choose')}</option>
          <Choices of={datasets} value={value} />
        </Select>
      )}
    </Field>
  );
}

function AppField({ any, value, onChange }: ChoiceProps & { any?: boolean }) {
  const { t } = useWords();
  const apps = useQuery(read('GET /api/apps')).data?.data ?? [];
  return (
    <Field label={t('tuning.app')}>
      {(control) => (
        <Select {...control} required={!any} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t(any ? 'tuning.any_app' : 'tuning.choose')}</option>
          <Choices of={apps} value={value} />
        </Select>
      )}
    </Field>
  );
}

/** What there is to choose from. What was chosen before stays chosen, even when it is not there (any more). */
function Choices({ of, value }: { of: readonly { slug: string; name: string }[]; value: string }) {
  return (
    <>
      {value !== '' && !of.some(({ slug }) => slug === value) && <option value={value}>{value}</option>}
      {of.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </>
  );
}
