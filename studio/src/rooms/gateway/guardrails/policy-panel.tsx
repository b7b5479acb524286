import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Checkbox } from '../../../parts/choices.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Field } from '../../../parts/field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { TextInput } from '../../../parts/inputs.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import type { Policy, PolicyRule } from './model.ts';
import { PolicyRuleFields } from './policy-rule-fields.tsx';

/** One policy: its rules, and its end. */
export function PolicyPanel({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { t } = useWords();
  const manages = useMay()('manageRoutes');
  const [asking, setAsking] = useState(false);
  const { slug, definition } = policy;
  const { name } = definition;
  return (
    <Detail title={name} kind={<code className="font-mono">{slug}</code>} onClose={onClose}>
      <Section title={t('gateway.policy')}>
        <fieldset disabled={!manages} className="min-w-0">
          <legend className="sr-only">{t('gateway.policy')}</legend>
          <PolicyForm policy={policy} manages={manages} />
        </fieldset>
      </Section>
      {manages && (
        <Section title={t('settings.for_good')}>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('gateway.remove_policy')}
          </Button>
        </Section>
      )}
      <FormDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('gateway.remove_title', { name })}
        description={t('gateway.remove_policy_what')}
        submit={t('gateway.remove_policy')}
        onSubmit={async () => {
          await api('DELETE /api/guardrails/policies/{slug}', { params: { slug } });
          onClose();
          notify(t('gateway.removed', { name }));
          void changed('GET /api/guardrails/policies');
        }}
      />
    </Detail>
  );
}

const NEW: PolicyRule = {
  check: 'secrets',
  where: ['input'],
  action: 'block',
  onFailure: 'closed',
  timeoutMs: 2_000,
};

function PolicyForm({ policy, manages }: { policy: Policy; manages: boolean }) {
  const { t } = useWords();
  const { slug } = policy;
  const [definition, setDefinition] = useState(policy.definition);
  const { busy, error, submit } = useTask();
  const { name, pseudonyms = true, rules, maxCostUsd } = definition;
  const change = (part: Partial<Policy['definition']>) => setDefinition({ ...definition, ...part });
  const same = JSON.stringify(definition) === JSON.stringify(policy.definition);
  const complete = name.trim() !== '' && rules.every(({ where }) => where.length > 0);
  const save = submit(async () => {
    const next = await api('PUT /api/guardrails/policies/{slug}', {
      params: { slug },
      body: { definition },
    });
    setDefinition(next.definition);
    notify(t('gateway.policy_saved'));
    await changed('GET /api/guardrails/policies');
  });
  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      <Field label={t('common.name')}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={200}
            value={name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Checkbox
        label={t('gateway.pseudonyms')}
        hint={t('gateway.pseudonyms_what')}
        checked={pseudonyms}
        onChange={(checked) => change({ pseudonyms: checked })}
      />
      <Field label={t('gateway.max_cost')} hint={t('gateway.max_cost_hint')}>
        {(control) => (
          <TextInput
            {...control}
            type="number"
            min={0}
            step="any"
            placeholder={t('gateway.off')}
            value={maxCostUsd ?? ''}
            onChange={({ target }) =>
              change({ maxCostUsd: target.value === '' ? undefined : Number(target.value) })
            }
          />
        )}
      </Field>
      <ol className="flex flex-col gap-3">
        {rules.map((rule, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
          <li key={i}>
            <PolicyRuleFields
              rule={rule}
              number={i + 1}
              onChange={(next) => change({ rules: rules.map((one, at) => (at === i ? next : one)) })}
              onRemove={() => change({ rules: rules.filter((_, at) => at !== i) })}
            />
          </li>
        ))}
      </ol>
      {error !== undefined && <ErrorNote error={error} />}
      {manages && (
        <div className="flex flex-wrap gap-2">
          <Button icon={Plus} onClick={() => change({ rules: [...rules, NEW] })}>
            {t('gateway.add_rule')}
          </Button>
          <Button type="submit" look="primary" busy={busy} disabled={same || !complete}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
