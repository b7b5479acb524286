import { useQuery } from '@tanstack/react-query';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { Select, TextInput } from '../../../parts/inputs.tsx';
import type { PriceValues } from './model.ts';

interface PriceFieldsProps {
  value: PriceValues;
  /** A price that is changed stays the price of the same model. */
  fixed?: boolean;
  onChange: (change: Partial<PriceValues>) => void;
}

const RATES = ['input', 'cached', 'output'] as const;

/** Whose model it is, and what a million of its tokens costs. */
export function PriceFields({ value, fixed, onChange }: PriceFieldsProps) {
  const { t } = useWords();
  const providers = useQuery(read('GET /api/providers')).data?.data ?? [];
  return (
    <>
      {!fixed && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('gateway.by_provider')}>
            {(control) => (
              <Select
                {...control}
                autoFocus
                required
                value={value.provider}
                onChange={(event) => onChange({ provider: event.target.value })}
              >
                <option value="">{t('gateway.choose_provider')}</option>
                {providers.map(({ id, slug }) => (
                  <option key={id} value={slug}>
                    {slug}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('gateway.by_model')} hint={t('gateway.price_model_hint')}>
            {(control) => (
              <TextInput
                {...control}
                required
                maxLength={300}
                value={value.model}
                onChange={(event) => onChange({ model: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        {RATES.map((rate) => (
          <Field
            key={rate}
            label={t(`gateway.price_${rate}`)}
            hint={rate === 'cached' ? t('gateway.price_cached_hint') : undefined}
          >
            {(control) => (
              <TextInput
                {...control}
                type="number"
                min={0}
                max={1_000_000}
                step="any"
                required={rate !== 'cached'}
                value={value[rate]}
                onChange={(event) => onChange({ [rate]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  );
}
