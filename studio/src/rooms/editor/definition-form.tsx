import { useWords } from '../../i18n/words.ts';
import { Radio } from '../../parts/choices.tsx';
import { Field, FieldSet } from '../../parts/field.tsx';
import { Select, TextArea, TextInput } from '../../parts/inputs.tsx';
import { RETRIEVALS } from '../assistants/definition.ts';
import { KnowledgeField } from './knowledge-field.tsx';
import { LimitFields } from './limit-fields.tsx';
import { ModelField } from './model-field.tsx';
import { useProblemText } from './problem-text.ts';
import { RuleFields } from './rule-fields.tsx';
import { StarterFields } from './starter-fields.tsx';
import type { Draft } from './use-draft.ts';

interface DefinitionFormProps {
  draft: Draft;
  slugTaken?: boolean;
  fixedSlug?: string;
}

export function DefinitionForm({ draft, slugTaken, fixedSlug }: DefinitionFormProps) {
  const { t } = useWords();
  const say = useProblemText();
  const { definition, change, problems } = draft;
  const problem = (field: string) => say(problems.find((one) => one.field === field));
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('editor.name')} error={problem('name')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={120}
              value={definition.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('editor.slug')}
          hint={t('editor.slug_hint', { slug: definition.slug || 'handbook' })}
          error={slugTaken ? t('problems.slug_taken') : problem('slug')}
        >
          {(control) => (
            <TextInput
              {...control}
              className="font-mono"
              disabled={fixedSlug !== undefined}
              value={definition.slug}
              onChange={(event) => change({ slug: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label={t('editor.description')}
        hint={t('editor.description_hint')}
        error={problem('description')}
      >
        {(control) => (
          <TextInput
            {...control}
            maxLength={500}
            value={definition.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
      <ModelField value={definition.model} error={problem('model')} onChange={(model) => change({ model })} />
      <Field
        label={t('editor.instructions')}
        hint={t('editor.instructions_hint')}
        error={problem('instructions')}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={6}
            value={definition.instructions}
            onChange={(event) => change({ instructions: event.target.value })}
          />
        )}
      </Field>
      <KnowledgeField
        value={definition.knowledge}
        error={problem('knowledge')}
        onChange={(knowledge) => change({ knowledge })}
      />
      <Field
        label={t('editor.retrieval')}
        hint={t(`editor.retrieval_${definition.retrieval}_hint`)}
        error={problem('retrieval')}
      >
        {(control) => (
          <Select
            {...control}
            value={definition.retrieval}
            onChange={({ target }) => {
              const retrieval = RETRIEVALS.find((one) => one === target.value);
              if (retrieval) change({ retrieval });
            }}
          >
            {RETRIEVALS.map((one) => (
              <option key={one} value={one}>
                {t(`editor.retrieval_${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FieldSet legend={t('editor.citations')}>
        <Radio
          name="citations"
          label={t('editor.citations_required')}
          hint={t('editor.citations_required_hint')}
          checked={definition.citations === 'required'}
          onChange={() => change({ citations: 'required' })}
        />
        <Radio
          name="citations"
          label={t('editor.citations_off')}
          hint={t('editor.citations_off_hint')}
          checked={definition.citations === 'off'}
          onChange={() => change({ citations: 'off' })}
        />
      </FieldSet>
      <RuleFields
        guardrails={definition.guardrails}
        dataClass={definition.dataClass}
        problem={problem}
        onChange={change}
      />
      <StarterFields
        value={definition.starters}
        error={problem('starters')}
        onChange={(starters) => change({ starters })}
      />
      <LimitFields
        value={definition.limits}
        problem={(field) => problem(`limits.${field}`)}
        onChange={(limits) => change({ limits })}
      />
    </div>
  );
}
