import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, FolderUp, LockKeyhole, Pencil, RotateCw, Shield, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useExplain } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../parts/menu.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import { ClassDialog } from '../gateway/class-dialog.tsx';
import { EditCollection } from './collection-form.tsx';
import { ReadersDialog } from './readers-dialog.tsx';
import { retry } from './retry.ts';
import type { Collection } from './states.ts';
import { ChooseFiles } from './upload/choose-files.tsx';
import { FileInput } from './upload/file-input.tsx';

/** What can be done with a collection. */
export function CollectionActions({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const may = useMay();
  const explain = useExplain();
  const folder = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<'edit' | 'readers' | 'class' | 'delete'>();
  const close = () => setOpen(undefined);
  const { id, name, groupIds, dataClass, failed } = collection;
  if (!may('writeKnowledge')) return null;
  return (
    <>
      <ChooseFiles collectionId={id} look="primary" />
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={FolderUp} onSelect={() => folder.current?.click()}>
          {t('knowledge.upload_folder')}
        </MenuItem>
        {failed > 0 && (
          <MenuItem
            icon={RotateCw}
            onSelect={() => void retry(id).catch((error) => notify(explain(error).what))}
          >
            {t('knowledge.retry_all', { count: failed })}
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem icon={Pencil} onSelect={() => setOpen('edit')}>
          {t('knowledge.edit')}
        </MenuItem>
        <MenuItem icon={LockKeyhole} onSelect={() => setOpen('readers')}>
          {t('knowledge.readers_change')}
        </MenuItem>
        <MenuItem icon={Shield} onSelect={() => setOpen('class')}>
          {t('knowledge.class_change')}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Trash2} danger onSelect={() => setOpen('delete')}>
          {t('knowledge.delete')}
        </MenuItem>
      </Menu>
      <FileInput input={folder} collectionId={id} folder />
      {open === 'edit' && <EditCollection collection={collection} onClose={close} />}
      {open === 'readers' && (
        <ReadersDialog
          name={name}
          groupIds={groupIds}
          onClose={close}
          onSave={async (next) => {
            await api('PATCH /api/collections/{id}', { params: { id }, body: { groupIds: next ?? [] } });
            void changed('GET /api/collections', 'GET /api/collections/{id}', 'GET /api/documents/{id}');
          }}
        />
      )}
      {open === 'class' && (
        <ClassDialog
          name={name}
          value={dataClass}
          onClose={close}
          onSave={async (next) => {
            const body = { dataClass: next ?? 'internal' };
            await api('PATCH /api/collections/{id}', { params: { id }, body });
            void changed(
              'GET /api/collections',
              'GET /api/collections/{id}',
              'GET /api/collections/{id}/documents',
              'GET /api/documents/{id}',
            );
          }}
        />
      )}
      {open === 'delete' && <DeleteCollection collection={collection} onClose={close} />}
    </>
  );
}

/** Asks first, and says what goes. */
function DeleteCollection({ collection, onClose }: { collection: Collection; onClose: () => void }) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const { id, name, documents, passages } = collection;
  return (
    <FormDialog
      open
      danger
      onClose={onClose}
      title={t('knowledge.delete_title', { name })}
      description={
        documents === 0
          ? t('knowledge.delete_empty')
          : t('knowledge.delete_what', { count: documents, passages: format.number(passages) })
      }
      submit={t('knowledge.delete')}
      onSubmit={async () => {
        await api('DELETE /api/collections/{id}', { params: { id } });
        await navigate({ to: '/knowledge' });
        notify(t('knowledge.deleted', { name }));
        void changed('GET /api/collections');
      }}
    />
  );
}
