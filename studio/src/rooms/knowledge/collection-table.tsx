import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/table-model.ts';
import { ClassMark } from '../gateway/class-mark.tsx';
import { DATA_CLASSES } from '../gateway/facts.ts';
import { Readers, useReadersText } from './readers.tsx';
import type { Collection } from './states.ts';

interface CollectionTableProps {
  collections: readonly Collection[];
  order: string | undefined;
  onOrder: (order: string | undefined) => void;
}

export function CollectionTable({ collections, order, onOrder }: CollectionTableProps) {
  const { t, format } = useWords();
  const readersText = useReadersText();
  const columns: Column<Collection>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'description',
      head: t('common.description'),
      cell: ({ description }) => <span className="text-muted">{description}</span>,
      from: 'xl',
      card: 'none',
    },
    {
      key: 'state',
      head: t('knowledge.state'),
      cell: (collection) => <State collection={collection} />,
      sort: ({ failed, pending }) => failed * 1e6 + pending,
      width: 130,
      card: 'bare',
    },
    {
      key: 'readers',
      head: t('knowledge.readers'),
      cell: ({ groupIds }) => <Readers groupIds={groupIds} />,
      sort: ({ groupIds }) => readersText(groupIds),
      width: 170,
      from: 'md',
      card: 'bare',
    },
    {
      key: 'class',
      head: t('gateway.data_class'),
      cell: ({ dataClass }) => <ClassMark dataClass={dataClass} />,
      sort: ({ dataClass }) => DATA_CLASSES.indexOf(dataClass),
      width: 130,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'documents',
      head: t('knowledge.documents'),
      cell: ({ documents }) => format.number(documents),
      sort: ({ documents }) => documents,
      width: 110,
      end: true,
    },
    {
      key: 'passages',
      head: t('knowledge.passages'),
      cell: ({ passages }) => format.number(passages),
      sort: ({ passages }) => passages,
      width: 110,
      end: true,
      from: 'md',
    },
  ];
  return (
    <DataTable
      label={t('knowledge.collections')}
      rows={collections}
      columns={columns}
      rowKey={({ id }) => id}
      order={order}
      onOrder={onOrder}
      link={({ id }, props) => <Link to="/knowledge/$collection" params={{ collection: id }} {...props} />}
    />
  );
}

function State({ collection: { documents, pending, failed } }: { collection: Collection }) {
  const { t } = useWords();
  if (pending > 0)
    return (
      <Mark icon={LoaderCircle} tone="accent">
        {t('knowledge.reading_n', { count: pending })}
      </Mark>
    );
  if (failed > 0)
    return (
      <Mark icon={TriangleAlert} tone="warn">
        {t('knowledge.failed_n', { count: failed })}
      </Mark>
    );
  if (documents === 0) return <Mark icon={CircleDashed}>{t('knowledge.empty_state')}</Mark>;
  return (
    <Mark icon={CircleCheck} tone="good">
      {t('knowledge.state_ready')}
    </Mark>
  );
}
