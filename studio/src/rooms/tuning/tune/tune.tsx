import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Select, TextInput } from '../../../parts/inputs.tsx';
import type { Task } from '../model.ts';
import { DatasetLabels } from './dataset-labels.tsx';
import { Further } from './further.tsx';
import { LearnFrom, type Origin } from './learn-from.tsx';
import { NO_OPTIONS, optionsOf } from './options.ts';
import { TaskChoice } from './task-choice.tsx';
import { useDatasetLabels } from './use-dataset-labels.ts';

const SUFFIX = /^[a-z0-9][a-z0-9-]{0,39}$/;

interface TuneProps {
  /** What to learn from, where that is already known. */
  from?: Origin;
  onClose: () => void;
}

/** Starts a training job; everything has a good answer already, so one click is enough. */
export function Tune({ from, onClose }: TuneProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(from);
  const [asked, setTask] = useState<Task>();
  const [named, setNamed] = useState<string>();
  const [base, setBase] = useState<string>();
  const [options, setOptions] = useState(NO_OPTIONS);
  const found = useDatasetLabels(chosen?.kind === 'dataset' ? chosen.slug : undefined);
  const set = useQuery({
    ...read('GET /api/training-sets/{slug}', { params: { slug: chosen?.slug ?? '' } }),
    enabled: chosen?.kind === 'set',
  }).data;
  const task = chosen?.kind === 'set' ? set?.recipe.task : (asked ?? found?.task);
  const bases = (useQuery(read('GET /api/tuning/bases')).data?.data ?? []).filter(
    ({ tasks }) => task === undefined || tasks.includes(task),
  );
  const base0 = bases.find(({ id }) => id === base) ?? bases[0];
  const suffix = named ?? suffixFrom(chosen?.slug ?? '');
  const wrong = suffix !== '' && !SUFFIX.test(suffix);
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('gateway.tune')}
      description={t('tuning.tune_what')}
      submit={t('tuning.start')}
      disabled={!chosen || !base0 || !task || wrong || suffix === ''}
      onSubmit={async () => {
        if (!chosen || !base0) return;
        const job = await api('POST /api/tuning/jobs', {
          body: {
            ...(chosen.kind === 'dataset' ? { dataset: chosen.slug, task } : { trainingSet: chosen.slug }),
            ...(chosen.version === undefined ? {} : { version: chosen.version }),
            ...{ base: base0.id, suffix, options: optionsOf(options) },
          },
        });
        void changed('GET /api/tuning/jobs', 'GET /api/training-sets');
        await navigate({ to: '/models/jobs/$job', params: { job: job.id } });
        return 'left';
      }}
    >
      {!from && <LearnFrom value={chosen} onChange={setChosen} />}
      {found && <DatasetLabels found={found} />}
      {chosen?.kind === 'dataset' && <TaskChoice value={task} onChange={setTask} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t('tuning.model_name')}
          hint={t('tuning.model_name_hint')}
          error={wrong ? t('problems.slug') : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              required
              maxLength={40}
              value={suffix}
              onChange={(event) => setNamed(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t('tuning.base')}
          hint={
            base0 &&
            (base0.provider === null
              ? t('tuning.stays_here')
              : t('tuning.goes_to', { provider: base0.provider }))
          }
        >
          {(control) => (
            <Select {...control} value={base0?.id ?? ''} onChange={(event) => setBase(event.target.value)}>
              {bases.map(({ id }) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {base0?.method === 'head' && <Further value={options} onChange={setOptions} />}
    </FormDialog>
  );
}

function suffixFrom(slug: string): string {
  return slug.slice(0, 40).replace(/-+$/, '');
}
