import { useQuery } from '@tanstack/react-query';
import type { AssistantDefinition } from '../../client/endpoints.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { DATA_CLASSES } from '../gateway/facts.ts';

interface RuleFieldsProps {
  guardrails: string | undefined;
  dataClass: AssistantDefinition['dataClass'];
  problem: (field: string) => string | undefined;
  onChange: (change: Pick<AssistantDefinition, 'guardrails' | 'dataClass'>) => void;
}

/** What its questions and answers may hold, and who may see them at all. */
export function RuleFields({ guardrails, dataClass, problem, onChange }: RuleFieldsProps) {
  const { t } = useWords();
  const policies = useQuery(read('GET /api/guardrails/policies')).data?.data ?? [];
  const known = policies.map(({ slug, definition }) => ({ slug, name: definition.name }));
  const gone = guardrails && !known.some(({ slug }) => slug === guardrails);
  const options = gone ? [...known, { slug: guardrails, name: guardrails }] : known;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('editor.guardrails')} hint={t('editor.guardrails_hint')} error={problem('guardrails')}>
        {(control) => (
          <Select
            {...control}
            value={guardrails ?? ''}
            onChange={({ target }) => onChange({ guardrails: target.value || undefined })}
          >
            <option value="">{t('editor.guardrails_default')}</option>
            {options.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('gateway.data_class')} hint={t('editor.data_class_hint')} error={problem('dataClass')}>
        {(control) => (
          <Select
            {...control}
            value={dataClass ?? ''}
            onChange={({ target }) =>
              onChange({ dataClass: DATA_CLASSES.find((one) => one === target.value) })
            }
          >
            <option value="">{t('editor.data_class_default')}</option>
            {DATA_CLASSES.map((one) => (
              <option key={one} value={one}>
                {t(`gateway.class_${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
