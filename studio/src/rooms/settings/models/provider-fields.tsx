import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { TextInput } from '../../../parts/inputs.tsx';
import { ClassChoice } from '../../gateway/class-choice.tsx';
import type { DataClass } from '../../gateway/facts.ts';

export interface ProviderValues {
  baseUrl: string;
  apiKey: string;
  defaultModel: string;
  dataClasses: DataClass[];
}

interface ProviderFieldsProps {
  value: ProviderValues;
  /** What is known of the stored key, which nobody sees again. */
  keyHint?: string | null;
  autoFocus?: boolean;
  onChange: (change: Partial<ProviderValues>) => void;
}

/** Where a provider is, its key, and the model it is mostly asked for. */
export function ProviderFields({ value, keyHint, autoFocus, onChange }: ProviderFieldsProps) {
  const { t } = useWords();
  const { baseUrl, apiKey, defaultModel, dataClasses } = value;
  return (
    <>
      <Field label={t('settings.base_url')} hint={t('settings.base_url_hint')}>
        {(control) => (
          <TextInput
            {...control}
            type="url"
            autoFocus={autoFocus}
            required
            maxLength={500}
            value={baseUrl}
            onChange={(event) => onChange({ baseUrl: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('settings.api_key')}
        hint={keyHint ? t('settings.api_key_kept', { hint: keyHint }) : t('settings.api_key_hint')}
      >
        {(control) => (
          <TextInput
            {...control}
            type="password"
            autoComplete="new-password"
            maxLength={500}
            value={apiKey}
            onChange={(event) => onChange({ apiKey: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t('settings.default_model')}
        optional={t('settings.optional')}
        hint={t('settings.default_model_hint')}
      >
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            value={defaultModel}
            onChange={(event) => onChange({ defaultModel: event.target.value })}
          />
        )}
      </Field>
      <ClassChoice
        legend={t('gateway.data_classes')}
        hint={t('gateway.data_classes_hint')}
        value={dataClasses}
        onChange={(classes) => onChange({ dataClasses: classes })}
      />
    </>
  );
}
