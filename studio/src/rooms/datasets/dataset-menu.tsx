import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/words.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { notify } from '../../parts/toast.tsx';
import { type Dataset, datasetChanged } from './model.ts';

/** What is seldom done to a data set. */
export function DatasetMenu({ dataset: { slug, name } }: { dataset: Dataset }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
          {t('datasets.delete')}
        </MenuItem>
      </Menu>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('datasets.delete_title', { name })}
        description={t('datasets.delete_what')}
        submit={t('datasets.delete')}
        danger
        onSubmit={async () => {
          await api('DELETE /api/datasets/{slug}', { params: { slug } });
          await navigate({ to: '/datasets' });
          void datasetChanged();
          notify(t('datasets.deleted', { name }));
        }}
      />
    </>
  );
}
