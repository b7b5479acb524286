import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed, read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Select, TextInput } from '../../parts/inputs.tsx';
import { NamedSlug, useNamedSlug } from '../../parts/named-slug.tsx';
import type { Definition } from './model.ts';

/** The graders that suit an assistant which answers from documents. */
const GRADERS: Definition['graders'] = [
  { name: 'correct', type: 'correct' },
  { name: 'cites', type: 'citation' },
  { name: 'abstains', type: 'abstention' },
  { name: 'found', type: 'retrieval', metric: 'recall', k: 5 },
  { name: 'latency', type: 'latency' },
];

/** Makes an eval with the usual graders and a gate in two numbers; a file says the rest. */
export function NewEval({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const named = useNamedSlug();
  const apps = useQuery(read('GET /api/apps')).data?.data ?? [];
  const datasets = useQuery(read('GET /api/datasets')).data?.data ?? [];
  const [app, setApp] = useState<string>();
  const [dataset, setDataset] = useState<string>();
  const [atLeast, setAtLeast] = useState('60');
  const [notWorse, setNotWorse] = useState('3');
  const chosenApp = app ?? apps[0]?.slug ?? '';
  const chosenSet = dataset ?? datasets[0]?.slug ?? '';
  const complete = named.complete && chosenApp && chosenSet && isPercent(atLeast) && isPercent(notWorse);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('evals.create')}
      description={t('evals.create_what')}
      submit={t('evals.create_submit')}
      disabled={!complete}
      onSubmit={async () => {
        await api('POST /api/apply', {
          body: {
            kind: 'eval',
            slug: named.slug,
            name: named.name.trim(),
            app: chosenApp,
            dataset: chosenSet,
            graders: GRADERS,
            gate: {
              criteria: [
                { grader: 'correct', at_least: Number(atLeast) / 100 },
                { grader: 'correct', not_worse_by: Number(notWorse) / 100 },
              ],
              slices: { grader: 'correct', not_worse_by: 0.05, min_examples: 15 },
            },
          },
        });
        void changed('GET /api/evals', 'GET /api/home');
        await navigate({ to: '/evals/$slug', params: { slug: named.slug } });
      }}
    >
      <NamedSlug value={named} hint={t('evals.slug_hint')} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('evals.app')}>
          {(control) => (
            <Select {...control} value={chosenApp} onChange={(event) => setApp(event.target.value)}>
              {apps.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('evals.dataset')}>
          {(control) => (
            <Select {...control} value={chosenSet} onChange={(event) => setDataset(event.target.value)}>
              {datasets.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Percent label={t('evals.gate_at_least')} value={atLeast} onChange={setAtLeast} />
        <Percent label={t('evals.gate_not_worse')} value={notWorse} onChange={setNotWorse} />
      </div>
    </FormDialog>
  );
}

interface PercentProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Percent({ label, value, onChange }: PercentProps) {
  const { t } = useWords();
  return (
    <Field label={label} error={isPercent(value) ? undefined : t('evals.percent_needed')}>
      {(control) => (
        <TextInput
          {...control}
          inputMode="numeric"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function isPercent(text: string): boolean {
  const value = Number(text);
  return text.trim() !== '' && value >= 0 && value <= 100;
}
