import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { Select, TextInput } from '../../../parts/inputs.tsx';
import type { TypedOptions } from './options.ts';

interface FurtherProps {
  value: TypedOptions;
  onChange: (value: TypedOptions) => void;
}

/** What is seldom said: when to abstain, how small classes weigh, the seed. */
export function Further({ value, onChange }: FurtherProps) {
  const { t } = useWords();
  return (
    <details className="rounded-md border border-line">
      <summary className="rounded-md px-3 py-2 text-muted hover:text-ink">{t('tuning.further')}</summary>
      <div className="grid gap-4 px-3 pt-1 pb-3 sm:grid-cols-2">
        <Field label={t('tuning.abstain_when')} hint={t('tuning.abstain_hint')}>
          {(control) => (
            <Select
              {...control}
              value={value.abstain}
              onChange={(event) => {
                const abstain = (['never', 'coverage', 'precision'] as const).find(
                  (one) => one === event.target.value,
                );
                if (abstain) onChange({ ...value, abstain });
              }}
            >
              <option value="never">{t('tuning.abstain_never')}</option>
              <option value="coverage">{t('tuning.abstain_coverage')}</option>
              <option value="precision">{t('tuning.abstain_precision')}</option>
            </Select>
          )}
        </Field>
        {value.abstain !== 'never' && (
          <Field label={t(`tuning.abstain_${value.abstain}_percent`)}>
            {(control) => (
              <TextInput
                {...control}
                type="number"
                required
                min={value.abstain === 'coverage' ? 5 : 50}
                max={100}
                step="any"
                value={value.percent}
                onChange={(event) => onChange({ ...value, percent: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field label={t('tuning.class_weights')}>
          {(control) => (
            <Select
              {...control}
              value={value.classWeights}
              onChange={(event) =>
                onChange({ ...value, classWeights: event.target.value === 'none' ? 'none' : 'balanced' })
              }
            >
              <option value="balanced">{t('tuning.weights_balanced')}</option>
              <option value="none">{t('tuning.weights_none')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('tuning.seed')} hint={t('tuning.seed_hint')}>
          {(control) => (
            <TextInput
              {...control}
              type="number"
              required
              min={0}
              max={4_294_967_295}
              step={1}
              value={value.seed}
              onChange={(event) => onChange({ ...value, seed: event.target.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
