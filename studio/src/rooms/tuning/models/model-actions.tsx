import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, Eraser, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Checkbox } from '../../../parts/choices.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { IconButton } from '../../../parts/icon-button.tsx';
import { Menu, MenuItem } from '../../../parts/menu.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import { CompareButton } from '../distill/compare-button.tsx';
import type { TunedModel } from '../model.ts';

/** Training again without what is gone, and the end of a model. */
export function ModelActions({ model }: { model: TunedModel }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'retrain' | 'erase'>();
  const [withSet, setWithSet] = useState(true);
  if (!useMay()('tune')) return null;
  const { id, suffix, tainted, erasedAt, trainingSet } = model;
  const close = () => setAsking(undefined);
  return (
    <>
      {erasedAt === null && <CompareButton student={model.name} />}
      {tainted && erasedAt === null && (
        <Button look="primary" icon={RotateCcw} onClick={() => setAsking('retrain')}>
          {t('tuning.retrain')}
        </Button>
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={RotateCcw} onSelect={() => setAsking('retrain')}>
          {t('tuning.retrain')}
        </MenuItem>
        {erasedAt === null && (
          <MenuItem icon={Eraser} danger onSelect={() => setAsking('erase')}>
            {t('tuning.erase')}
          </MenuItem>
        )}
      </Menu>
      <FormDialog
        open={asking === 'retrain'}
        onClose={close}
        title={t('tuning.retrain_title', { name: suffix })}
        description={t('tuning.retrain_what')}
        submit={t('tuning.retrain')}
        onSubmit={async () => {
          const job = await api('POST /api/tuned-models/{id}/retrain', { params: { id } });
          void changed('GET /api/tuning/jobs');
          await navigate({ to: '/models/jobs/$job', params: { job: job.id } });
          return 'left';
        }}
      />
      <FormDialog
        open={asking === 'erase'}
        danger
        onClose={close}
        title={t('tuning.erase_title', { name: suffix })}
        description={t('tuning.erase_what')}
        submit={t('tuning.erase')}
        onSubmit={async () => {
          await api('POST /api/tuned-models/{id}/erase', { params: { id }, body: { trainingSet: withSet } });
          notify(t('tuning.erased_it', { name: suffix }));
          await changed(
            'GET /api/tuned-models',
            'GET /api/tuned-models/{id}',
            'GET /api/tuned-models/{id}/card',
            'GET /api/tuned-models/{id}/lineage',
            'GET /api/tuned-models/{id}/predictions',
            'GET /api/training-sets',
            'GET /api/training-sets/{slug}',
            'GET /api/training-sets/{slug}/versions',
            'GET /v1/models',
          );
        }}
      >
        <Checkbox
          label={t('tuning.erase_set', { name: trainingSet.name, version: trainingSet.version })}
          hint={t('tuning.erase_set_hint')}
          checked={withSet}
          onChange={setWithSet}
        />
      </FormDialog>
    </>
  );
}
