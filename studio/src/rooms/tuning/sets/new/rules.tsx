import { useWords } from '../../../../i18n/words.ts';
import { Checkbox } from '../../../../parts/choices.tsx';
import { Field } from '../../../../parts/field.tsx';
import { Select, TextInput } from '../../../../parts/inputs.tsx';
import type { TypedRecipe } from './recipe.ts';
import { Wide } from './wide.tsx';

interface RulesProps {
  value: TypedRecipe;
  onChange: (change: Partial<TypedRecipe>) => void;
}

/** What is left out, and how the rest is split. */
export function Rules({ value, onChange }: RulesProps) {
  const { t } = useWords();
  const share = (text: string) => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 50;
  return (
    <>
      <Wide title={t('tuning.left_out')} what={t('tuning.rules_what')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('tuning.near_duplicates')} hint={t('tuning.near_duplicates_hint')}>
            {(control) => (
              <Select
                {...control}
                value={value.nearDuplicates}
                onChange={(event) =>
                  onChange({ nearDuplicates: event.target.value === 'group' ? 'group' : 'remove' })
                }
              >
                <option value="remove">{t('tuning.near_remove')}</option>
                <option value="group">{t('tuning.near_group')}</option>
              </Select>
            )}
          </Field>
          <Field label={t('tuning.in_evals')} hint={t('tuning.in_evals_hint')}>
            {(control) => (
              <Select
                {...control}
                value={value.leakage}
                onChange={(event) =>
                  onChange({ leakage: event.target.value === 'refuse' ? 'refuse' : 'remove' })
                }
              >
                <option value="remove">{t('tuning.leak_remove')}</option>
                <option value="refuse">{t('tuning.leak_refuse')}</option>
              </Select>
            )}
          </Field>
        </div>
        <Checkbox
          label={t('tuning.with_confidential')}
          hint={t('tuning.with_confidential_hint')}
          checked={value.confidential}
          onChange={(confidential) => onChange({ confidential })}
        />
      </Wide>
      <Wide title={t('tuning.splits')} what={t('tuning.splits_what')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('tuning.split_by')} hint={t(`tuning.by_${value.by}_hint`)}>
            {(control) => (
              <Select
                {...control}
                value={value.by}
                onChange={(event) => onChange({ by: event.target.value === 'time' ? 'time' : 'random' })}
              >
                <option value="random">{t('tuning.by_random')}</option>
                <option value="time">{t('tuning.by_time')}</option>
              </Select>
            )}
          </Field>
          <Field label={t('tuning.group_by')} hint={t('tuning.group_by_hint')}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={60}
                value={value.group}
                onChange={(event) => onChange({ group: event.target.value })}
              />
            )}
          </Field>
          {(['validation', 'test'] as const).map((split) => (
            <Field
              key={split}
              label={t(`tuning.percent_${split}`)}
              error={share(value[split]) ? undefined : t('tuning.percent_needed')}
            >
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="decimal"
                  value={value[split]}
                  onChange={(event) => onChange({ [split]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      </Wide>
    </>
  );
}
