import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { IconButton } from '../../../parts/icon-button.tsx';
import { Select, TextInput } from '../../../parts/inputs.tsx';
import { Conditions } from './conditions.tsx';
import type { Rule } from './definition.ts';
import { Fallback, Targets } from './targets.tsx';

interface RuleCardProps {
  rule: Rule;
  number: number;
  count: number;
  /** The id of the list of known models. */
  models: string;
  onChange: (change: Partial<Rule>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

const PREFER = ['weight', 'cost', 'latency'] as const;

/** One rule: when it applies, and which models it sends to. */
export function RuleCard({ rule, number, count, models, onChange, onMove, onRemove }: RuleCardProps) {
  const { t } = useWords();
  const { name, when, use, prefer, fallback } = rule;
  return (
    <section
      aria-label={t('gateway.rule_n', { number })}
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex items-center gap-1">
        <h3 className="shrink-0 pr-2">{t('gateway.rule_n', { number })}</h3>
        <TextInput
          aria-label={t('gateway.rule_name', { number })}
          placeholder={t('gateway.rule_name_example')}
          maxLength={120}
          value={name ?? ''}
          onChange={(event) => onChange({ name: event.target.value || undefined })}
        />
        {number > 1 && (
          <IconButton icon={ArrowUp} label={t('gateway.move_up', { number })} onClick={() => onMove(-1)} />
        )}
        {number < count && (
          <IconButton icon={ArrowDown} label={t('gateway.move_down', { number })} onClick={() => onMove(1)} />
        )}
        {count > 1 && (
          <IconButton icon={Trash2} label={t('gateway.remove_rule', { number })} onClick={onRemove} />
        )}
      </div>
      <Conditions when={when} onChange={(next) => onChange({ when: next })} />
      <Targets
        use={use}
        models={models}
        shares={prefer === 'weight'}
        onChange={(next) => onChange({ use: next })}
      />
      {use.length > 1 && (
        <Field label={t('gateway.prefer')}>
          {(control) => (
            <Select
              {...control}
              value={prefer}
              onChange={(event) => {
                const next = PREFER.find((one) => one === event.target.value);
                if (next) onChange({ prefer: next });
              }}
            >
              {PREFER.map((one) => (
                <option key={one} value={one}>
                  {t(`gateway.prefer_${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Fallback value={fallback} models={models} onChange={(next) => onChange({ fallback: next })} />
    </section>
  );
}
