import type { ReactNode } from 'react';
import { oneOf } from '../../client/search.ts';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/table-model.ts';
import { When } from '../../parts/when.tsx';
import { DocumentStateMark } from './document-state.tsx';
import { Readers } from './readers.tsx';
import { DOCUMENT_ORDERS, type Document, type DocumentOrder } from './states.ts';

interface DocumentTableProps {
  documents: readonly Document[];
  order: DocumentOrder;
  onOrder: (order: DocumentOrder | undefined) => void;
  selected: string | undefined;
  onEnd: () => void;
  footer?: ReactNode;
  link: (id: string, props: { className: string; children: ReactNode }) => ReactNode;
}

export function DocumentTable(props: DocumentTableProps) {
  const { documents, order, onOrder, selected, onEnd, footer, link } = props;
  const { t, format } = useWords();
  // Most documents are for whoever may read the collection; the column is there for those that are not.
  const readers: Column<Document> = {
    key: 'readers',
    head: t('knowledge.readers'),
    cell: ({ groupIds }) =>
      groupIds ? (
        <Readers groupIds={groupIds} />
      ) : (
        <span className="text-muted">{t('knowledge.as_collection')}</span>
      ),
    width: 150,
    from: 'xl',
    card: 'none',
  };
  const columns: Column<Document>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => <FileName name={name} />, sort: 'by-server' },
    {
      key: 'title',
      head: t('knowledge.title'),
      cell: ({ title }) => <span className="text-muted">{title}</span>,
      from: 'lg',
      card: 'none',
    },
    {
      key: 'status',
      head: t('knowledge.state'),
      cell: (document) => <DocumentStateMark document={document} />,
      width: 250,
      sort: 'by-server',
      card: 'bare',
    },
    ...(documents.some(({ groupIds }) => groupIds !== null) ? [readers] : []),
    {
      key: 'passages',
      head: t('knowledge.passages'),
      cell: ({ passages }) => format.number(passages),
      width: 90,
      end: true,
      from: 'md',
      sort: 'by-server',
    },
    {
      key: 'bytes',
      head: t('knowledge.size'),
      cell: ({ bytes }) => format.bytes(bytes),
      width: 84,
      end: true,
      from: 'md',
      sort: 'by-server',
      card: 'none',
    },
    {
      key: 'createdAt',
      head: t('knowledge.added'),
      cell: ({ createdAt }) => <When at={createdAt} />,
      width: 110,
      end: true,
      sort: 'by-server',
      card: 'bare',
    },
  ];
  return (
    <DataTable
      label={t('knowledge.documents')}
      rows={documents}
      columns={columns}
      rowKey={({ id }) => id}
      order={order}
      onOrder={(next) => onOrder(oneOf({ next }, 'next', DOCUMENT_ORDERS))}
      selected={selected}
      onEnd={onEnd}
      footer={footer}
      link={({ id }, given) => link(id, given)}
    />
  );
}

/** The folders step back behind the file's own name. */
function FileName({ name }: { name: string }) {
  const cut = name.lastIndexOf('/') + 1;
  return (
    <>
      {cut > 0 && <span className="font-normal text-muted">{name.slice(0, cut)}</span>}
      {name.slice(cut)}
    </>
  );
}
