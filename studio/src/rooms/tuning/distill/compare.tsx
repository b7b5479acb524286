import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Field } from '../../../parts/field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Select, TextArea, TextInput } from '../../../parts/inputs.tsx';

interface CompareProps {
  student?: string;
  dataset?: string;
  onClose: () => void;
}

/** Puts a large model and the small one that is to replace it to the same examples. */
export function Compare({ student: given = '', dataset: measured = '', onClose }: CompareProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const list = useId();
  const models = useQuery(read('GET /v1/models')).data?.data ?? [];
  const datasets = useQuery(read('GET /api/datasets')).data?.data ?? [];
  const [typed, setTyped] = useState({
    ...{ name: '', teacher: '', instructions: '', student: given, dataset: measured },
    ...{ worse: '2', dollars: '0', perMonth: '' },
  });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const dataset = typed.dataset || (datasets[0]?.slug ?? '');
  const name =
    typed.name || t('distill.name_of', { student: typed.student.split(':').at(-2) ?? typed.student });
  const input = (key: 'teacher' | 'student', label: string, hint: string) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          required
          list={list}
          maxLength={300}
          value={typed[key]}
          onChange={(event) => set({ [key]: event.target.value })}
        />
      )}
    </Field>
  );
  const number = (key: 'worse' | 'dollars' | 'perMonth', label: string, hint: string, required = true) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          type="number"
          min={0}
          step="any"
          required={required}
          value={typed[key]}
          onChange={(event) => set({ [key]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('distill.compare')}
      description={t('distill.compare_what')}
      submit={t('distill.start')}
      disabled={!typed.teacher.trim() || !typed.student.trim() || !dataset}
      onSubmit={async () => {
        const { id } = await api('POST /api/distillations', {
          body: {
            ...{ name, dataset },
            teacher: { model: typed.teacher.trim(), instructions: typed.instructions },
            student: { model: typed.student.trim() },
            notWorseBy: Number(typed.worse) / 100,
            trainingDollars: Number(typed.dollars),
            ...(typed.perMonth ? { requestsPerMonth: Number(typed.perMonth) } : {}),
          },
        });
        void changed('GET /api/distillations');
        await navigate({ to: '/models/distillation/$id', params: { id } });
        return 'left';
      }}
    >
      <datalist id={list}>
        {models.map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <div className="grid gap-4 sm:grid-cols-2">
        {input('teacher', t('distill.teacher'), t('distill.teacher_hint'))}
        {input('student', t('distill.student'), t('distill.student_hint'))}
      </div>
      <Field label={t('distill.instructions')} hint={t('distill.instructions_hint')}>
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLines={10}
            maxLength={100_000}
            value={typed.instructions}
            onChange={(event) => set({ instructions: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('distill.measured_on')} hint={t('distill.measured_on_hint')}>
          {(control) => (
            <Select {...control} value={dataset} onChange={(event) => set({ dataset: event.target.value })}>
              {datasets.map(({ slug, name: called }) => (
                <option key={slug} value={slug}>
                  {called}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {number('worse', t('distill.not_worse'), t('distill.not_worse_hint'))}
        {number('dollars', t('distill.training_dollars'), t('distill.training_dollars_hint'))}
        {number('perMonth', t('distill.per_month'), t('distill.per_month_hint'), false)}
      </div>
      <Field label={t('common.name')}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={120}
            placeholder={name}
            value={typed.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
