import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed, read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Field } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Select } from '../../parts/inputs.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import type { Eval } from './model.ts';

interface StartRunProps {
  one: Eval;
  version?: number;
  onClose: () => void;
}

/** Chooses which version to measure, and against which. */
export function StartRun({ one, version, onClose }: StartRunProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const app = useQuery(read('GET /api/apps/{slug}', { params: { slug: one.app } })).data;
  const versions = useQuery(read('GET /api/apps/{slug}/versions', { params: { slug: one.app } })).data?.data;
  const [chosen, setChosen] = useState(version);
  const [against, setAgainst] = useState<number>();
  const candidate = chosen ?? versions?.[0]?.number;
  const serving = app?.productionVersion ?? undefined;
  const usual = serving === candidate ? 0 : (serving ?? 0);
  // Unless somebody chose one it is left to the server, which knows what serves when the run begins.
  const baseline = against === candidate ? undefined : against;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('evals.start_title', { name: one.name })}
      description={t('evals.start_what')}
      submit={t('evals.start_submit')}
      disabled={candidate === undefined || app === undefined}
      onSubmit={async () => {
        const run = await api('POST /api/evals/{slug}/runs', {
          params: { slug: one.slug },
          body: { version: candidate, ...(baseline === undefined ? {} : { baseline }) },
        });
        void changed('GET /api/evals', 'GET /api/evals/{slug}', 'GET /api/eval-runs', 'GET /api/datasets');
        await navigate({ to: '/evals/runs/$run', params: { run: run.id } });
        return 'left';
      }}
    >
      {!versions || !app ? (
        <SkeletonText lines={3} />
      ) : (
        <>
          <Field label={t('evals.which_version')}>
            {(control) => (
              <Select
                {...control}
                value={candidate}
                onChange={(event) => setChosen(Number(event.target.value))}
              >
                {versions.map(({ number }) => (
                  <option key={number} value={number}>
                    {number === serving
                      ? t('evals.version_serving', { number })
                      : t('evals.version_n', { number })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('evals.against')} hint={t('evals.against_hint')}>
            {(control) => (
              <Select
                {...control}
                value={baseline ?? usual}
                onChange={(event) => setAgainst(Number(event.target.value))}
              >
                <option value={0}>{t('evals.against_none')}</option>
                {versions
                  .filter(({ number }) => number !== candidate)
                  .map(({ number }) => (
                    <option key={number} value={number}>
                      {number === serving
                        ? t('evals.version_serving', { number })
                        : t('evals.version_n', { number })}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
