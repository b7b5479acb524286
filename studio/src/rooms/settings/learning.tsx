import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import type { Result } from '../../client/endpoints.ts';
import { changed, read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { notify } from '../../parts/toast.tsx';
import { useTask } from '../../parts/use-task.ts';
import { ClassChoice } from '../gateway/class-choice.tsx';

type Policy = Result<'GET /api/tuning/policy'>;
const RUNS = ['none', 'feedback', 'any'] as const satisfies readonly Policy['runs'][];

/** What of production may become an example for training. */
export function Learning() {
  const { data, error } = useQuery(read('GET /api/tuning/policy'));
  if (error && !data) return <ErrorNote error={error} />;
  if (!data) return <SkeletonText lines={4} />;
  return <Form policy={data} />;
}

function Form({ policy }: { policy: Policy }) {
  const { t } = useWords();
  const [runs, setRuns] = useState(policy.runs);
  const [dataClasses, setDataClasses] = useState(policy.dataClasses);
  const { busy, error, submit } = useTask();
  const save = submit(async () => {
    await api('PUT /api/tuning/policy', { body: { runs, dataClasses } });
    await changed('GET /api/tuning/policy');
    notify(t('settings.learning_saved'));
  });
  const same =
    runs === policy.runs && [...dataClasses].sort().join() === [...policy.dataClasses].sort().join();
  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      <Field label={t('settings.learning_runs')} hint={t(`settings.learning_${runs}_what`)}>
        {(control) => (
          <Select
            {...control}
            value={runs}
            onChange={({ target }) => setRuns(RUNS.find((one) => one === target.value) ?? runs)}
          >
            {RUNS.map((one) => (
              <option key={one} value={one}>
                {t(`settings.learning_${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ClassChoice
        legend={t('settings.learning_classes')}
        hint={t('settings.learning_classes_hint')}
        value={dataClasses}
        onChange={setDataClasses}
      />
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button type="submit" look="primary" busy={busy} disabled={same}>
          {t('settings.learning_save')}
        </Button>
      </div>
    </form>
  );
}
