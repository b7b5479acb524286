import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/table-model.ts';
import { When } from '../../parts/when.tsx';
import { useActionWords } from './actions.ts';
import { governanceRoute } from './addresses.ts';
import { type Entry, OUTCOMES } from './model.ts';

interface AuditTableProps {
  entries: readonly Entry[];
  selected: string | undefined;
  onEnd: () => void;
  footer?: ReactNode;
}

export function AuditTable({ entries, selected, onEnd, footer }: AuditTableProps) {
  const { t, format } = useWords();
  const say = useActionWords();
  const columns: Column<Entry>[] = [
    { key: 'action', head: t('governance.action'), cell: ({ action }) => say(action) },
    {
      key: 'target',
      head: t('governance.target'),
      cell: ({ target }) => <code className="font-mono text-xs">{target}</code>,
      width: 260,
      from: 'md',
      card: 'bare',
    },
    {
      key: 'outcome',
      head: t('governance.outcome'),
      cell: ({ outcome }) => <Mark {...OUTCOMES[outcome]}>{t(`governance.outcome_${outcome}`)}</Mark>,
      width: 120,
      card: 'bare',
    },
    {
      key: 'actor',
      head: t('governance.actor'),
      cell: ({ actorName }) => actorName,
      width: 160,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'when',
      head: t('governance.when'),
      cell: ({ at }) => <When at={at} />,
      width: 116,
      end: true,
      card: 'bare',
    },
    {
      key: 'seq',
      head: t('governance.number'),
      cell: ({ seq }) => <span className="text-muted">{format.number(seq)}</span>,
      width: 70,
      end: true,
      from: 'lg',
      card: 'none',
    },
  ];
  return (
    <DataTable
      label={t('governance.title')}
      rows={entries}
      columns={columns}
      rowKey={({ seq }) => String(seq)}
      selected={selected}
      onEnd={onEnd}
      footer={footer}
      link={({ seq }, props) => (
        <governanceRoute.Link search={(before) => ({ ...before, entry: String(seq) })} {...props} />
      )}
    />
  );
}
