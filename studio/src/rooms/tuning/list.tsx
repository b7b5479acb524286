import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { FilterBar, SearchBox } from '../../parts/filters.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import type { DataTableProps } from '../../parts/table-model.ts';

interface TuningListProps<Row> extends Omit<DataTableProps<Row>, 'rows' | 'order' | 'onOrder'> {
  rows: readonly Row[] | undefined;
  searchLabel: string;
  error: unknown;
  onRetry: () => void;
  /** What the search looks at. */
  textOf: (row: Row) => string;
  state: { search?: string; order?: string };
  onState: (change: { search?: string; order?: string }) => void;
  empty: { icon: LucideIcon; title: string; what: string; example: string; action?: ReactNode };
}

/** A list of this room with its search; what is opened has a screen of its own. */
export function TuningList<Row>(props: TuningListProps<Row>) {
  const { rows, searchLabel, error, onRetry, textOf, state, onState, empty, ...table } = props;
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
    <>
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
        <DataTable {...table} rows={found} order={state.order} onOrder={(order) => onState({ order })} />
      )}
    </>
  );
}
