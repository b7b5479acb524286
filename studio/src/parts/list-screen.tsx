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
import type { DataTableProps } from './table-model.ts';

interface ListScreenProps<Row> extends Omit<DataTableProps<Row>, 'rows' | 'order' | 'onOrder' | 'selected'> {
  rows: readonly Row[] | undefined;
  searchLabel: string;
  error: unknown;
  onRetry: () => void;
  /** What the search looks at. */
  textOf: (row: Row) => string;
  state: ListSearch;
  onState: (change: ListSearch) => void;
  empty: { icon: LucideIcon; title: string; what: string; example?: string; action?: ReactNode };
  /** What is open beside the list; absent where it has a screen of its own. */
  detail?: ReactNode;
}

/** A list with its search, and what is open beside it. */
export function ListScreen<Row>(props: ListScreenProps<Row>) {
  const { rows, searchLabel, error, onRetry, textOf, state, onState, empty, detail, ...table } = props;
  if (error && !rows) return <ErrorPage error={error} onRetry={onRetry} />;
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
          {...table}
          rows={found}
          selected={state.open}
          order={state.order}
          onOrder={(order) => onState({ order })}
        />
      )}
    </SplitView>
  );
}
