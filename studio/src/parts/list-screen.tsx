import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListSearch } from '../client/search.ts';
import { DataTable } from './data-table.tsx';
import { Empty } from './empty.tsx';
import { ErrorPage } from './error-note.tsx';
import { FilterBar, SearchBox } from './filters.tsx';
import { NoMatch } from './no-match.tsx';
import { SkeletonRows } from './skeleton.tsx';
import { SplitView } from './split-view.tsx';
import type { Column } from './table-model.ts';

interface ListScreenProps<Row> {
  /** What the list holds. */
  label: string;
  searchLabel: string;
  rows: readonly Row[] | undefined;
  error: unknown;
  onRetry: () => void;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** What the search looks at. */
  textOf: (row: Row) => string;
  state: ListSearch;
  onState: (change: ListSearch) => void;
  link: (row: Row, props: { className: string; children: ReactNode }) => ReactNode;
  empty: { icon: LucideIcon; title: string; what: string; example?: string; action?: ReactNode };
  detail: ReactNode;
}

/** A list of the settings with its search, and what is open beside it. */
export function ListScreen<Row>(props: ListScreenProps<Row>) {
  const { label, searchLabel, rows, error, onRetry, columns, rowKey, textOf } = props;
  const { state, onState, link, empty, detail } = props;
  if (error) return <ErrorPage error={error} onRetry={onRetry} />;
  if (!rows) return <SkeletonRows />;
  if (rows.length === 0) {
    const { icon, title, what, example, action } = empty;
    return (
      <Empty icon={icon} title={title} example={example} action={action}>
        {what}
      </Empty>
    );
  }
  const wanted = (state.search ?? '').toLowerCase();
  const found = rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  return (
    <SplitView detail={detail}>
      <FilterBar>
        <SearchBox
          label={searchLabel}
          value={state.search ?? ''}
          onChange={(text) => onState({ search: text || undefined })}
        />
      </FilterBar>
      {found.length === 0 ? (
        <NoMatch onClear={() => onState({ search: undefined })} />
      ) : (
        <DataTable
          label={label}
          rows={found}
          columns={columns}
          rowKey={rowKey}
          selected={state.open}
          order={state.order}
          onOrder={(order) => onState({ order })}
          link={link}
        />
      )}
    </SplitView>
  );
}
