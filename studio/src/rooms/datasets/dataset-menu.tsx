import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, ScanSearch, Shield, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/words.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../parts/menu.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import { NewCheck } from '../checks/new-check.tsx';
import { ClassDialog } from '../gateway/class-dialog.tsx';
import { type Dataset, datasetChanged } from './model.ts';

/** What is seldom done to a data set. */
export function DatasetMenu({ dataset: { slug, name, dataClass } }: { dataset: Dataset }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [classing, setClassing] = useState(false);
  const [checking, setChecking] = useState(false);
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={Shield} onSelect={() => setClassing(true)}>
          {t('knowledge.class_change')}
        </MenuItem>
        {may('curate') && (
          <MenuItem icon={ScanSearch} onSelect={() => setChecking(true)}>
            {t('checks.start')}
          </MenuItem>
        )}
        {may('deleteEvals') && (
          <>
            <MenuLine />
            <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
              {t('datasets.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      {checking && <NewCheck dataset={slug} onClose={() => setChecking(false)} />}
      {classing && (
        <ClassDialog
          name={name}
          value={dataClass}
          onClose={() => setClassing(false)}
          onSave={async (next) => {
            const body = { dataClass: next ?? 'internal' };
            await api('PATCH /api/datasets/{slug}', { params: { slug }, body });
            void datasetChanged();
          }}
        />
      )}
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
