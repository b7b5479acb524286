import { Plus, X } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { FieldSet } from '../../../parts/field.tsx';
import { IconButton } from '../../../parts/icon-button.tsx';
import { TextInput } from '../../../parts/inputs.tsx';
import type { Rule } from './definition.ts';

interface TargetsProps {
  use: Rule['use'];
  models: string;
  /** Whether the weights decide. */
  shares: boolean;
  onChange: (use: Rule['use']) => void;
}

/** The models of a rule and, when there are several, the share of each. */
export function Targets({ use, models, shares, onChange }: TargetsProps) {
  const { t, format } = useWords();
  const total = use.reduce((sum, { weight }) => sum + weight, 0);
  const set = (at: number, change: Partial<Rule['use'][number]>) =>
    onChange(use.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <FieldSet legend={t('gateway.send_to')}>
      {use.map(({ model, weight }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a target is known by its place while it is typed
        <div key={i} className="flex items-center gap-1.5">
          <TextInput
            list={models}
            required
            aria-label={t('gateway.model_n', { number: i + 1 })}
            placeholder={t('gateway.model_example')}
            maxLength={300}
            value={model}
            onChange={(event) => set(i, { model: event.target.value })}
          />
          {use.length > 1 && shares && (
            <>
              <TextInput
                type="number"
                min={0}
                max={1000}
                step="any"
                aria-label={t('gateway.weight_n', { number: i + 1 })}
                className="max-w-20 text-right"
                value={weight}
                onChange={(event) => set(i, { weight: Number(event.target.value) })}
              />
              <span className="w-11 shrink-0 text-right text-muted text-xs tabular-nums">
                {format.percent(total > 0 ? weight / total : 0)}
              </span>
            </>
          )}
          {use.length > 1 && (
            <IconButton
              icon={X}
              label={t('gateway.remove_model', { number: i + 1 })}
              onClick={() => onChange(use.filter((_, at) => at !== i))}
            />
          )}
        </div>
      ))}
      <div>
        <Button small icon={Plus} onClick={() => onChange([...use, { model: '', weight: 1 }])}>
          {t('gateway.add_model')}
        </Button>
      </div>
    </FieldSet>
  );
}

interface FallbackProps {
  value: readonly string[];
  models: string;
  onChange: (models: string[]) => void;
}

/** Who is asked, in this order, when the one that was picked fails. */
export function Fallback({ value, models, onChange }: FallbackProps) {
  const { t } = useWords();
  return (
    <FieldSet legend={t('gateway.fallback')} hint={t('gateway.fallback_hint')}>
      {value.map((model, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a model is known by its place while it is typed
        <div key={i} className="flex gap-1.5">
          <TextInput
            list={models}
            required
            aria-label={t('gateway.fallback_n', { number: i + 1 })}
            placeholder={t('gateway.model_example')}
            maxLength={300}
            value={model}
            onChange={(event) => onChange(value.map((one, at) => (at === i ? event.target.value : one)))}
          />
          <IconButton
            icon={X}
            label={t('gateway.remove_fallback', { number: i + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <div>
        <Button small icon={Plus} onClick={() => onChange([...value, ''])}>
          {t('gateway.add_fallback')}
        </Button>
      </div>
    </FieldSet>
  );
}
