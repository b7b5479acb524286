import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useId } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { TextInput } from '../../../parts/inputs.tsx';
import { NEW_RULE, SLUG } from './definition.ts';
import { RouteSettings } from './route-settings.tsx';
import { RuleCard } from './rule-card.tsx';
import type { RouteDraft } from './use-route-draft.ts';

/** The name that callers give, the rules in their order, and with how much patience models are asked. */
export function RouteForm({ draft, fixedSlug }: { draft: RouteDraft; fixedSlug: string | undefined }) {
  const { t } = useWords();
  const models = useId();
  const { data } = useQuery(read('GET /v1/models'));
  const { definition, change } = draft;
  const { slug, rules } = definition;
  const wrong = slug !== '' && !SLUG.test(slug);
  const move = (from: number, to: number) => {
    const next = [...rules];
    const [rule] = next.splice(from, 1);
    if (rule) next.splice(to, 0, rule);
    change({ rules: next });
  };
  return (
    <>
      <datalist id={models}>
        {(data?.data ?? []).map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      {fixedSlug === undefined && (
        <Field
          label={t('gateway.route_name')}
          hint={t('gateway.route_name_hint')}
          error={wrong ? t('gateway.route_name_wrong') : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              required
              maxLength={63}
              className="font-mono"
              value={slug}
              onChange={(event) => change({ slug: event.target.value })}
            />
          )}
        </Field>
      )}
      <section className="flex flex-col gap-3">
        <div>
          <h2 className="text-base">{t('gateway.rules')}</h2>
          <p className="text-muted">{t('gateway.rules_what')}</p>
        </div>
        <ol className="flex flex-col gap-3">
          {rules.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
            <li key={i}>
              <RuleCard
                rule={rule}
                number={i + 1}
                count={rules.length}
                models={models}
                onChange={(part) =>
                  change({ rules: rules.map((one, at) => (at === i ? { ...one, ...part } : one)) })
                }
                onMove={(by) => move(i, i + by)}
                onRemove={() => change({ rules: rules.filter((_, at) => at !== i) })}
              />
            </li>
          ))}
        </ol>
        <div>
          <Button small icon={Plus} onClick={() => change({ rules: [...rules, NEW_RULE] })}>
            {t('gateway.add_rule')}
          </Button>
        </div>
      </section>
      <RouteSettings definition={definition} onChange={change} />
    </>
  );
}
