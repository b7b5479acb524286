import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { GroupChoice } from '../../../parts/group-choice.tsx';
import { TextInput } from '../../../parts/inputs.tsx';
import { useGroups } from '../../../shell/groups.ts';
import { ClassChoice } from '../class-choice.tsx';
import type { Rule } from './definition.ts';

type When = Rule['when'];

/** When a rule applies. What is left empty does not matter. */
export function Conditions({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const { t, format } = useWords();
  const groups = useGroups();
  const given = conditionsOf(when);
  const set = (change: Partial<When>) => {
    const next = { ...when, ...change };
    onChange(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)));
  };
  const some = <Item,>(items: Item[]) => (items.length > 0 ? items : undefined);
  const number = (text: string) => (text.trim() === '' ? undefined : Number(text));
  return (
    <details open={given.length > 0} className="group rounded-md bg-sunken px-3 py-2">
      <summary className="cursor-pointer font-strong">
        {t('gateway.conditions')}{' '}
        <span className="font-normal text-muted">
          {given.length === 0
            ? t('gateway.applies_to_all')
            : format.list(given.map((one) => t(`gateway.when_${one}`)))}
        </span>
      </summary>
      <div className="flex flex-col gap-4 pt-3 pb-1">
        <ClassChoice
          legend={t('gateway.when_dataClass')}
          value={when.dataClass ?? []}
          onChange={(classes) => set({ dataClass: some(classes) })}
        />
        {groups.length > 0 && (
          <GroupChoice
            legend={t('gateway.when_group')}
            none=""
            groups={groups}
            value={when.group ?? []}
            onChange={(ids) => set({ group: some(ids) })}
          />
        )}
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={t('gateway.when_language')} hint={t('gateway.language_hint')}>
            {(control) => (
              <TextInput
                {...control}
                defaultValue={(when.language ?? []).join(', ')}
                onChange={(event) =>
                  set({ language: some(event.target.value.split(/[\s,，、;]+/).filter(Boolean)) })
                }
              />
            )}
          </Field>
          {(['tokensFrom', 'tokensTo'] as const).map((bound) => (
            <Field key={bound} label={t(`gateway.${bound}`)}>
              {(control) => (
                <TextInput
                  {...control}
                  type="number"
                  min={0}
                  step={1}
                  value={when[bound] ?? ''}
                  onChange={(event) => set({ [bound]: number(event.target.value) })}
                />
              )}
            </Field>
          ))}
        </div>
      </div>
    </details>
  );
}

function conditionsOf(when: When) {
  const tokens = when.tokensFrom !== undefined || when.tokensTo !== undefined;
  return [
    ...(when.dataClass ? (['dataClass'] as const) : []),
    ...(when.group ? (['group'] as const) : []),
    ...(when.language ? (['language'] as const) : []),
    ...(tokens ? (['tokens'] as const) : []),
  ];
}
