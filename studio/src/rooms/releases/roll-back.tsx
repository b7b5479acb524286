import { useState } from 'react';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/words.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { notify } from '../../parts/toast.tsx';
import { type RollBackWay, releasesChanged } from './model.ts';
import { ReasonField, saysWhy } from './reason-field.tsx';

interface RollBackProps {
  slug: string;
  way: RollBackWay;
  onClose: () => void;
}

/** Back to what served before, in one step: it had its verdict then. */
export function RollBack({ slug, way, onClose }: RollBackProps) {
  const { from, to } = way;
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('releases.roll_back_title', { number: to })}
      description={from === null ? t('releases.roll_back_none') : t('releases.roll_back_what', { from, to })}
      submit={t('releases.roll_back_submit', { number: to })}
      disabled={!saysWhy(reason)}
      onSubmit={async () => {
        const { version } = await api('POST /api/apps/{slug}/rollback', {
          params: { slug },
          body: { reason: reason.trim(), from, to },
        }).finally(releasesChanged);
        notify(t('releases.rolled_back', { number: version }));
      }}
    >
      <ReasonField label={t('releases.reason')} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
