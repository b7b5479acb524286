import { useQuery } from '@tanstack/react-query';
import { Rocket, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Select, TextArea, TextInput } from '../../../parts/inputs.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useMay, useMe } from '../../../shell/me.ts';
import { type Distillation, type Report, standing } from './model.ts';

/** Gives the student a share of a route's traffic, and takes it back. Without a pass only an owner may, and says why. */
export function MoveTraffic({ one, report }: { one: Distillation; report: Report }) {
  const { t, format } = useWords();
  const { role } = useMe();
  const manages = useMay()('manageRoutes');
  const routes = useQuery({ ...read('GET /api/routes'), enabled: manages }).data?.data ?? [];
  const [asking, setAsking] = useState<'move' | 'back'>();
  const [route, setRoute] = useState<string>();
  const [percent, setPercent] = useState('10');
  const [why, setWhy] = useState('');
  const { id, comparison } = one;
  const { teacher, student } = comparison;
  const passed = report.result === 'pass';
  if (!manages || (!passed && role !== 'owner')) return null;
  const fitting = routes.filter(({ rules }) =>
    rules.some(({ use }) => use.some(({ model }) => model === teacher.model)),
  );
  const chosen = route ?? fitting[0]?.slug ?? '';
  const move = standing(one);
  const share = Number(percent) / 100;
  const close = () => setAsking(undefined);
  const moved = () =>
    changed('GET /api/distillations', 'GET /api/distillations/{id}', 'GET /api/routes', 'GET /v1/models');
  return (
    <>
      {move && (
        <Button icon={Undo2} onClick={() => setAsking('back')}>
          {t('distill.roll_back')}
        </Button>
      )}
      <Button look={passed ? 'primary' : 'plain'} icon={Rocket} onClick={() => setAsking('move')}>
        {t('distill.move')}
      </Button>
      <FormDialog
        open={asking === 'move'}
        danger={!passed}
        onClose={close}
        title={t('distill.move')}
        description={t(passed ? 'distill.move_what' : 'distill.move_override_what', {
          student: student.model,
          teacher: teacher.model,
        })}
        submit={t('distill.move_submit', { share: format.percent(share) })}
        disabled={!chosen || !(share > 0 && share <= 1) || (!passed && why.trim().length < 3)}
        onSubmit={async () => {
          await api('POST /api/distillations/{id}/move', {
            params: { id },
            body: { route: chosen, share, ...(passed ? {} : { override: why.trim() }) },
          });
          await moved();
          notify(t('distill.moved', { share: format.percent(share), route: chosen }));
        }}
      >
        {fitting.length === 0 ? (
          <p className="text-warn">{t('distill.no_route', { teacher: teacher.model })}</p>
        ) : (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('distill.route')}>
              {(control) => (
                <Select {...control} value={chosen} onChange={(event) => setRoute(event.target.value)}>
                  {fitting.map(({ slug }) => (
                    <option key={slug} value={slug}>
                      {slug}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t('distill.share')} hint={t('distill.share_hint')}>
              {(control) => (
                <TextInput
                  {...control}
                  type="number"
                  required
                  min={0.1}
                  max={100}
                  step="any"
                  value={percent}
                  onChange={(event) => setPercent(event.target.value)}
                />
              )}
            </Field>
          </div>
        )}
        {!passed && (
          <Field label={t('distill.override')}>
            {(control) => (
              <TextArea
                {...control}
                required
                rows={2}
                maxLength={2_000}
                value={why}
                onChange={(event) => setWhy(event.target.value)}
              />
            )}
          </Field>
        )}
      </FormDialog>
      <FormDialog
        open={asking === 'back'}
        onClose={close}
        title={t('distill.roll_back_title', { route: move?.route ?? '' })}
        description={t('distill.roll_back_what')}
        submit={t('distill.roll_back')}
        onSubmit={async () => {
          await api('POST /api/distillations/{id}/move-back', { params: { id } });
          await moved();
          notify(t('distill.rolled_back', { route: move?.route ?? '' }));
        }}
      />
    </>
  );
}
