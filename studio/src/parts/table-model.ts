import type { ReactNode } from 'react';

/** What a list shows of each row, as a table or as cards. The first column is the row's name. */
export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Pixels; columns without share what is left. What is left for the row's name must be enough to read it. */
  width?: number;
  /** Numbers are set to the end of their column. */
  end?: boolean;
  /** The list must be at least this wide for the column to show. */
  from?: keyof typeof FROM;
  /** What to sort by; `by-server` when the rows come in order. */
  sort?: ((row: Row) => string | number) | 'by-server';
  /** On a card: left out, or shown without its name. */
  card?: 'none' | 'bare';
}

export interface DataTableProps<Row> {
  /** What the list holds, for screen readers. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Wraps the row's name in a link to its detail; the class makes the whole row clickable. */
  link?: (row: Row, props: { className: string; children: ReactNode }) => ReactNode;
  /** The row whose detail is open. */
  selected?: string;
  order?: string;
  onOrder?: (order: string | undefined) => void;
  /** Called when the end comes into view. */
  onEnd?: () => void;
  /** Stands below the rows, e.g. while more are loading. */
  footer?: ReactNode;
}

export const FROM = {
  md: 'hidden @2xl:table-cell',
  lg: 'hidden @4xl:table-cell',
  xl: 'hidden @5xl:table-cell',
  xxl: 'hidden @6xl:table-cell',
} as const;

/** `name` or `-name`: by which column, and whether the largest comes first. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: string | undefined,
): readonly Row[] {
  const key = order?.replace(/^-/, '');
  const value = columns.find((column) => column.key === key)?.sort;
  if (!value || value === 'by-server') return rows;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const sign = order?.startsWith('-') ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    const by =
      typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    return sign * by;
  });
}

/** Clicking a column: ascending, descending, and back to the list's own order. */
export function nextOrder(order: string | undefined, key: string): string | undefined {
  if (order === key) return `-${key}`;
  return order === `-${key}` ? undefined : key;
}
