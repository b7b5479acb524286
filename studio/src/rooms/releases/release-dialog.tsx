import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Checkbox, Radio } from '../../parts/choices.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Field, FieldSet } from '../../parts/field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { Select, TextInput } from '../../parts/inputs.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMe } from '../../shell/me.ts';
import { releasesChanged, STAGES, type Stage } from './model.ts';
import { ReadinessNote } from './readiness-note.tsx';
import { ReasonField, saysWhy } from './reason-field.tsx';

interface ReleaseDialogProps {
  slug: string;
  version: number;
  onClose: () => void;
}

/** Lets a version serve. What is not proven says why; only an owner may go on from there, with a reason. */
export function ReleaseDialog({ slug, version, onClose }: ReleaseDialogProps) {
  const { t } = useWords();
  const { role } = useMe();
  const [number, setNumber] = useState(version);
  const [stage, setStage] = useState<Stage>('production');
  const [share, setShare] = useState('10');
  const [note, setNote] = useState('');
  const [overriding, setOverriding] = useState(false);
  const [reason, setReason] = useState('');
  const versions = useQuery(read('GET /api/apps/{slug}/versions', { params: { slug } })).data?.data;
  const readiness = useQuery(
    read('GET /api/apps/{slug}/readiness', { params: { slug }, query: { version: number } }),
  );
  const proven = readiness.data?.result === 'pass';
  const needsProof = stage !== 'staging' && readiness.data !== undefined && !proven;
  const percent = Number(share);
  const shareRight = stage !== 'canary' || (Number.isInteger(percent) && percent >= 1 && percent <= 50);
  const allowed = !needsProof || (role === 'owner' && overriding && saysWhy(reason));
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('releases.release_title')}
      submit={t(needsProof ? 'releases.submit_override' : 'releases.submit', { number })}
      danger={needsProof}
      disabled={!readiness.data || !shareRight || !allowed}
      onSubmit={async () => {
        await api('POST /api/apps/{slug}/releases', {
          params: { slug },
          body: {
            version: number,
            stage,
            ...(stage === 'canary' ? { share: percent } : {}),
            ...(note.trim() ? { note: note.trim() } : {}),
            ...(needsProof ? { override: reason.trim() } : {}),
          },
        });
        await releasesChanged();
        notify(t('releases.released_as', { number, stage: t(`releases.stage_${stage}`) }));
      }}
    >
      <Field label={t('releases.which')}>
        {(control) => (
          <Select
            {...control}
            value={number}
            onChange={(event) => {
              setNumber(Number(event.target.value));
              setOverriding(false);
            }}
          >
            {(versions ?? [{ number }]).map((one) => (
              <option key={one.number} value={one.number}>
                {t('releases.version', { number: one.number })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {readiness.error ? (
        <ErrorNote error={readiness.error} onRetry={() => void readiness.refetch()} />
      ) : readiness.data ? (
        <ReadinessNote readiness={readiness.data} />
      ) : (
        <SkeletonText lines={3} />
      )}
      <FieldSet legend={t('releases.where')}>
        {STAGES.map((one) => (
          <Radio
            key={one}
            name="stage"
            label={t(`releases.stage_${one}`)}
            hint={t(`releases.what_${one}`)}
            checked={stage === one}
            onChange={() => setStage(one)}
          />
        ))}
      </FieldSet>
      {stage === 'canary' && (
        <Field label={t('releases.share')} error={shareRight ? undefined : t('releases.share_wrong')}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              value={share}
              onChange={(event) => setShare(event.target.value)}
            />
          )}
        </Field>
      )}
      {needsProof &&
        (role === 'owner' ? (
          <div className="flex flex-col gap-3 rounded-md border border-line bg-warn-soft p-3">
            <Checkbox
              label={t('releases.override')}
              hint={t('releases.override_hint')}
              checked={overriding}
              onChange={setOverriding}
            />
            {overriding && (
              <ReasonField label={t('releases.override_reason')} value={reason} onChange={setReason} />
            )}
          </div>
        ) : (
          <p className="rounded-md border border-line bg-sunken px-3 py-2">{t('releases.owners_only')}</p>
        ))}
      <Field label={t('releases.note')} optional={t('releases.optional')}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={2_000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
