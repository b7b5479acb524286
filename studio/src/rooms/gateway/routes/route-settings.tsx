import type { RouteDefinition } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { TextInput } from '../../../parts/inputs.tsx';

interface RouteSettingsProps {
  definition: RouteDefinition;
  onChange: (change: Partial<RouteDefinition>) => void;
}

type Name =
  | 'retries'
  | 'hedge'
  | 'first_byte'
  | 'idle'
  | 'total'
  | 'max_cost'
  | 'cache_seconds'
  | 'similarity';

/** With how much patience models are asked, and whether an answer may be used again. */
export function RouteSettings({ definition, onChange }: RouteSettingsProps) {
  const { t } = useWords();
  const { retries, hedgeAfterSeconds, timeouts, maxCostUsd, cache } = definition;
  const fields: [Name, number | undefined, (value: number | undefined) => Partial<RouteDefinition>][] = [
    ['retries', retries, (value) => ({ retries: value ?? 0 })],
    ['hedge', hedgeAfterSeconds, (value) => ({ hedgeAfterSeconds: value })],
    [
      'first_byte',
      timeouts.firstByteSeconds,
      (value) => ({ timeouts: { ...timeouts, firstByteSeconds: value } }),
    ],
    ['idle', timeouts.idleSeconds, (value) => ({ timeouts: { ...timeouts, idleSeconds: value } })],
    ['total', timeouts.totalSeconds, (value) => ({ timeouts: { ...timeouts, totalSeconds: value } })],
    ['max_cost', maxCostUsd, (value) => ({ maxCostUsd: value })],
    [
      'cache_seconds',
      cache?.seconds,
      (value) => ({ cache: value === undefined ? undefined : { ...cache, seconds: value } }),
    ],
    [
      'similarity',
      cache?.similarity,
      (value) => ({ cache: cache && { seconds: cache.seconds, similarity: value } }),
    ],
  ];
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-base">{t('gateway.patience')}</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map(([name, value, made]) => (
          <Field key={name} label={t(`gateway.${name}`)} hint={t(`gateway.${name}_hint`)}>
            {(control) => (
              <TextInput
                {...control}
                type="number"
                min={0}
                step={name === 'retries' ? 1 : 'any'}
                placeholder={t('gateway.off')}
                disabled={name === 'similarity' && !cache}
                value={value ?? ''}
                onChange={({ target }) =>
                  onChange(made(target.value === '' ? undefined : Number(target.value)))
                }
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  );
}
