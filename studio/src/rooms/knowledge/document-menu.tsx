import { useQuery } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Ellipsis, LockKeyhole, Shield, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import type { Sent } from '../../client/endpoints.ts';
import { changed, read } from '../../client/query.ts';
import { useExplain } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../parts/menu.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import { ClassDialog } from '../gateway/class-dialog.tsx';
import type { DataClass } from '../gateway/facts.ts';
import { useReadersText } from './readers.tsx';
import { ReadersDialog } from './readers-dialog.tsx';
import type { FullDocument } from './states.ts';

const PLACES = [
  'GET /api/documents/{id}',
  'GET /api/collections/{id}/documents',
  'GET /api/collections/{id}',
  'GET /api/collections',
] as const;

/** What can be done with a document. */
export function DocumentMenu({ document, onGone }: { document: FullDocument; onGone: () => void }) {
  const { t } = useWords();
  const may = useMay();
  const explain = useExplain();
  const [open, setOpen] = useState<'readers' | 'class' | 'delete'>();
  const close = () => setOpen(undefined);
  const { id, name, superseded, passages } = document;
  if (!may('writeKnowledge')) return null;
  const change = async (body: Sent<'PATCH /api/documents/{id}'>['body']) => {
    await api('PATCH /api/documents/{id}', { params: { id }, body });
    await changed(...PLACES);
  };
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={LockKeyhole} onSelect={() => setOpen('readers')}>
          {t('knowledge.readers_change')}
        </MenuItem>
        <MenuItem icon={Shield} onSelect={() => setOpen('class')}>
          {t('knowledge.class_change')}
        </MenuItem>
        <MenuItem
          icon={superseded ? ArchiveRestore : Archive}
          onSelect={() =>
            void change({ superseded: !superseded }).then(
              () => notify(t(superseded ? 'knowledge.now_in_force' : 'knowledge.now_superseded')),
              (error) => notify(explain(error).what),
            )
          }
        >
          {t(superseded ? 'knowledge.mark_in_force' : 'knowledge.mark_superseded')}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Trash2} danger onSelect={() => setOpen('delete')}>
          {t('knowledge.delete_document')}
        </MenuItem>
      </Menu>
      {open === 'readers' && (
        <DocumentReaders document={document} onSave={(groupIds) => change({ groupIds })} onClose={close} />
      )}
      {open === 'class' && (
        <DocumentClass document={document} onSave={(ownClass) => change({ ownClass })} onClose={close} />
      )}
      <FormDialog
        open={open === 'delete'}
        danger
        onClose={close}
        title={t('knowledge.delete_title', { name })}
        description={t('knowledge.delete_document_what', { count: passages })}
        submit={t('knowledge.delete_document')}
        onSubmit={async () => {
          await api('DELETE /api/documents/{id}', { params: { id } });
          onGone();
          notify(t('knowledge.deleted', { name }));
          void changed(...PLACES);
        }}
      />
    </>
  );
}

interface DocumentReadersProps {
  document: FullDocument;
  onSave: (groupIds: string[] | null) => Promise<void>;
  onClose: () => void;
}

interface DocumentClassProps {
  document: FullDocument;
  onSave: (ownClass: DataClass | null) => Promise<void>;
  onClose: () => void;
}

function DocumentClass({ document, onSave, onClose }: DocumentClassProps) {
  const { data } = useQuery(read('GET /api/collections/{id}', { params: { id: document.collectionId } }));
  return (
    <ClassDialog
      name={document.name}
      value={document.ownClass}
      inherited={data?.dataClass ?? 'internal'}
      onSave={onSave}
      onClose={onClose}
    />
  );
}

function DocumentReaders({ document, onSave, onClose }: DocumentReadersProps) {
  const { data } = useQuery(read('GET /api/collections/{id}', { params: { id: document.collectionId } }));
  const inherited = useReadersText()(data?.groupIds ?? []);
  return (
    <ReadersDialog
      name={document.name}
      groupIds={document.groupIds}
      inherited={inherited}
      onSave={onSave}
      onClose={onClose}
    />
  );
}
