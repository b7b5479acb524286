import { Ban, CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { Result } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Section } from '../../../parts/split-view.tsx';
import { useBecause } from './because.ts';
import type { Rule } from './definition.ts';

interface ExplainedProps {
  result: Result<'POST /api/routes/{slug}/try'>;
  rules: readonly Rule[];
}

/** A sentence first, then each rule with its reason, then the models in the order in which they would be asked. */
export function Explained({ result, rules }: ExplainedProps) {
  const { t, format } = useWords();
  const because = useBecause();
  const { rule: decided, ruleName, rules: reasons, targets } = result;
  return (
    <>
      <Section title={t('gateway.decision')}>
        {decided === null ? (
          <Mark icon={CircleX} tone="bad">
            <span className="font-strong">{t('gateway.no_rule_applies')}</span>
          </Mark>
        ) : (
          <Mark icon={CircleCheck} tone="good">
            <span className="font-strong">
              {ruleName
                ? t('gateway.rule_decides', { number: decided + 1, name: ruleName })
                : t('gateway.rule_n_decides', { number: decided + 1 })}
            </span>
          </Mark>
        )}
        <ol className="mt-3 flex flex-col gap-2">
          {reasons.map(({ applies, because: why }, i) => {
            const deciding = i === decided;
            const Sign = deciding ? CircleCheck : applies ? CircleMinus : CircleX;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
              <li key={i} className="flex gap-2">
                <Sign
                  className={`mt-0.5 size-4 shrink-0 ${deciding ? 'text-good' : 'text-faint'}`}
                  aria-hidden
                />
                <span className="min-w-0">
                  <span className={deciding ? 'font-strong' : ''}>
                    {rules[i]?.name ?? t('gateway.rule_n', { number: i + 1 })}
                  </span>{' '}
                  <span className="text-muted">
                    {deciding
                      ? t('gateway.applies_as', { why: because(why) })
                      : applies
                        ? t('gateway.too_late')
                        : t('gateway.not_as', { why: because(why) })}
                  </span>
                </span>
              </li>
            );
          })}
        </ol>
      </Section>
      {targets.length > 0 && (
        <Section title={t('gateway.would_ask')}>
          <ol className="flex flex-col gap-2">
            {targets.map(({ model, provider, share, barred }, i) => (
              <li key={model} className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-strong">{model}</span>
                <span className="text-muted text-xs">{provider}</span>
                <span className="ml-auto text-muted text-xs tabular-nums">
                  {i === 0 ? t('gateway.share_is', { share: format.percent(share) }) : t('gateway.if_fails')}
                </span>
                {barred !== null && (
                  <span className="w-full text-xs">
                    <Mark icon={Ban} tone="bad">
                      {because(barred)}
                    </Mark>
                  </span>
                )}
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}
