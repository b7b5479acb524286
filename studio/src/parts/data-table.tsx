import { useMemo } from 'react';
import { CardList } from './card-list.tsx';
import { useNarrow } from './media.ts';
import { RowTable } from './row-table.tsx';
import { type DataTableProps, sortRows } from './table-model.ts';

/** A list of any length: a table, or cards where there is no room for one. Only what is in view is drawn. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, order } = props;
  const narrow = useNarrow();
  const sorted = useMemo(() => sortRows(rows, columns, order), [rows, columns, order]);
  return narrow ? <CardList {...props} rows={sorted} /> : <RowTable {...props} rows={sorted} />;
}
