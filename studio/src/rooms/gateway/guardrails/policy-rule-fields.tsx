import { Trash2 } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Checkbox } from '../../../parts/choices.tsx';
import { Field, FieldSet } from '../../../parts/field.tsx';
import { IconButton } from '../../../parts/icon-button.tsx';
import { Select, TextArea, TextInput } from '../../../parts/inputs.tsx';
import { CHECKS, type PolicyRule } from './model.ts';

const PLACES = ['input', 'retrieved', 'tool', 'output'] as const satisfies PolicyRule['where'];
const ACTIONS = ['allow', 'redact', 'review', 'block'] as const satisfies PolicyRule['action'][];
const LISTS = { words: 'words', off_topic: 'topics' } as const;

interface PolicyRuleFieldsProps {
  rule: PolicyRule;
  number: number;
  onChange: (rule: PolicyRule) => void;
  onRemove: () => void;
}

/** What is looked for, where, and what becomes of it. */
export function PolicyRuleFields({ rule, number, onChange, onRemove }: PolicyRuleFieldsProps) {
  const { t } = useWords();
  const { check, where, action, threshold, onFailure } = rule;
  const list = check === 'words' || check === 'off_topic' ? LISTS[check] : undefined;
  return (
    <section
      aria-label={t('gateway.rule_n', { number })}
      className="flex flex-col gap-3 rounded-lg border border-line p-3"
    >
      <div className="flex items-end gap-2">
        <div className="grid flex-1 grid-cols-2 gap-2">
          <Field label={t('gateway.by_check')}>
            {(control) => (
              <Select
                {...control}
                value={check}
                onChange={({ target }) => {
                  const next = CHECKS.find((one) => one === target.value);
                  if (next) onChange({ ...rule, check: next });
                }}
              >
                {CHECKS.map((one) => (
                  <option key={one} value={one}>
                    {t(`gateway.check_${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field
            label={t('gateway.action')}
            hint={action === 'review' ? t('gateway.action_review_hint') : undefined}
          >
            {(control) => (
              <Select
                {...control}
                value={action}
                onChange={({ target }) => {
                  const next = ACTIONS.find((one) => one === target.value);
                  if (next) onChange({ ...rule, action: next });
                }}
              >
                {ACTIONS.map((one) => (
                  <option key={one} value={one}>
                    {t(`gateway.action_${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <IconButton icon={Trash2} label={t('gateway.remove_rule', { number })} onClick={onRemove} />
      </div>
      <FieldSet legend={t('gateway.where')}>
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {PLACES.map((place) => (
            <Checkbox
              key={place}
              label={t(`gateway.place_${place}`)}
              checked={where.includes(place)}
              onChange={(on) =>
                onChange({
                  ...rule,
                  where: PLACES.filter((one) => (one === place ? on : where.includes(one))),
                })
              }
            />
          ))}
        </div>
      </FieldSet>
      {list && (
        <Field label={t(`gateway.need_${list}`)} hint={t(`gateway.need_${list}_hint`)}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              defaultValue={(rule[list] ?? []).join('\n')}
              onChange={({ target }) =>
                onChange({
                  ...rule,
                  [list]: target.value
                    .split('\n')
                    .map((one) => one.trim())
                    .filter(Boolean),
                })
              }
            />
          )}
        </Field>
      )}
      <div className="grid grid-cols-2 items-end gap-2">
        <Field label={t('gateway.threshold')}>
          {(control) => (
            <TextInput
              {...control}
              type="number"
              min={0}
              max={1}
              step="any"
              placeholder={t('gateway.usual')}
              value={threshold ?? ''}
              onChange={({ target }) =>
                onChange({ ...rule, threshold: target.value === '' ? undefined : Number(target.value) })
              }
            />
          )}
        </Field>
        <div className="pb-1.5">
          <Checkbox
            label={t('gateway.fail_closed')}
            checked={onFailure === 'closed'}
            onChange={(on) => onChange({ ...rule, onFailure: on ? 'closed' : 'open' })}
          />
        </div>
      </div>
    </section>
  );
}
