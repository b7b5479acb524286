import { useQuery } from '@tanstack/react-query';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { Select, TextInput } from '../../../parts/inputs.tsx';
import { useGroups } from '../../../shell/groups.ts';
import { useMay } from '../../../shell/me.ts';
import type { LimitValues } from './model.ts';

interface LimitFieldsProps {
  value: LimitValues;
  autoFocus?: boolean;
  onChange: (change: Partial<LimitValues>) => void;
}

const RATES = ['requestsPerMinute', 'tokensPerMinute', 'concurrent'] as const;
const SUBJECTS = ['workspace', 'group', 'member', 'key'] as const;

/** Whom it limits, how fast they may ask, and what they may spend. */
export function LimitFields({ value, autoFocus, onChange }: LimitFieldsProps) {
  const { t } = useWords();
  const known = useSubjects(value.of);
  return (
    <>
      <Field label={t('common.name')}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus={autoFocus}
            required
            maxLength={120}
            value={value.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('gateway.limit_for')}>
          {(control) => (
            <Select
              {...control}
              value={value.of}
              onChange={(event) => {
                const of = SUBJECTS.find((one) => one === event.target.value);
                if (of) onChange({ of, id: '' });
              }}
            >
              {SUBJECTS.map((of) => (
                <option key={of} value={of}>
                  {t(`gateway.of_${of}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {value.of !== 'workspace' && (
          <Field label={t('gateway.limit_which')}>
            {(control) => (
              <Select
                {...control}
                required={value.of === 'group'}
                value={value.id}
                onChange={(event) => onChange({ id: event.target.value })}
              >
                <option value="">
                  {value.of === 'group' ? t('settings.choose_person') : t('gateway.each_by_itself')}
                </option>
                {known.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        {RATES.map((rate) => (
          <Field key={rate} label={t(`gateway.${rate}`)}>
            {(control) => (
              <TextInput
                {...control}
                type="number"
                min={1}
                step={1}
                placeholder={t('gateway.no_limit')}
                value={value[rate]}
                onChange={(event) => onChange({ [rate]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t('gateway.budget_dollars')}>
          {(control) => (
            <TextInput
              {...control}
              type="number"
              min={0}
              step="any"
              placeholder={t('gateway.no_limit')}
              value={value.dollars}
              onChange={(event) => onChange({ dollars: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('gateway.budget_period')}>
          {(control) => (
            <Select
              {...control}
              value={value.period}
              disabled={value.dollars === ''}
              onChange={(event) => onChange({ period: event.target.value === 'day' ? 'day' : 'month' })}
            >
              <option value="month">{t('gateway.per_month')}</option>
              <option value="day">{t('gateway.per_day')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('gateway.alert_at')} hint={t('gateway.alert_hint')}>
          {(control) => (
            <TextInput
              {...control}
              disabled={value.dollars === ''}
              pattern="[0-9.,，、;% ]*"
              value={value.alertAt}
              onChange={(event) => onChange({ alertAt: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  );
}

/** Those whom a limit of this kind can be for. */
export function useSubjects(of: LimitValues['of']): readonly { id: string; name: string }[] {
  const may = useMay();
  const groups = useGroups();
  const members = useQuery({ ...read('GET /api/members'), enabled: of === 'member' && may('seePeople') });
  const keys = useQuery({ ...read('GET /api/keys'), enabled: of === 'key' && may('seeKeys') });
  if (of === 'group') return groups;
  return (of === 'member' ? members.data?.data : of === 'key' ? keys.data?.data : undefined) ?? [];
}
