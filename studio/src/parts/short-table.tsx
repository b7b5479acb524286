import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo } from 'react';
import { cx } from './cx.ts';
import { useNarrow } from './media.ts';
import { type Column, type DataTableProps, FROM, nextOrder, sortRows } from './table-model.ts';

type ShortTableProps<Row> = Omit<DataTableProps<Row>, 'onEnd'>;

/** A table among other things of a screen that scrolls as a whole: all of its rows are drawn. */
export function ShortTable<Row>(props: ShortTableProps<Row>) {
  const { rows, columns, order } = props;
  const narrow = useNarrow();
  const sorted = useMemo(() => sortRows(rows, columns, order), [rows, columns, order]);
  return narrow ? <Cards {...props} rows={sorted} /> : <Wide {...props} rows={sorted} />;
}

function Wide<Row>(props: ShortTableProps<Row>) {
  const { label, rows, columns, rowKey, link, selected, footer } = props;
  return (
    <div className="@container overflow-hidden rounded-lg border border-line bg-surface">
      <table className="w-full table-fixed border-separate border-spacing-0">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                aria-current={key === selected || undefined}
                className={cx(
                  'group relative h-9',
                  key === selected ? 'bg-accent-soft' : link && 'hover:bg-hover',
                )}
              >
                {columns.map((column, i) => (
                  <td key={column.key} className={cellClass(column)}>
                    {i === 0 && link
                      ? link(row, { className: 'stretched font-strong', children: column.cell(row) })
                      : column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {footer}
    </div>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return cx(
    'h-9 truncate border-b border-line px-2 first:pl-4 last:pr-4 group-last:border-0',
    column.end && 'text-right tabular-nums',
    column.from && FROM[column.from],
  );
}

function Head<Row>({ column, order, onOrder }: { column: Column<Row> } & ShortTableProps<Row>) {
  const sorted = order?.replace(/^-/, '') === column.key;
  const down = order?.startsWith('-');
  const Arrow = down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      style={column.width ? { width: column.width } : undefined}
      aria-sort={sorted ? (down ? 'descending' : 'ascending') : undefined}
      className={cx(
        'h-8 truncate border-b border-line px-2 text-left font-normal text-xs text-muted first:pl-4 last:pr-4',
        column.end && 'text-right',
        column.from && FROM[column.from],
      )}
    >
      {column.sort && onOrder ? (
        <button
          type="button"
          className={cx('inline-flex items-center gap-1 rounded-sm hover:text-ink', sorted && 'text-ink')}
          onClick={() => onOrder(nextOrder(order, column.key))}
        >
          {column.head}
          {sorted && <Arrow className="size-3" aria-hidden />}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function Cards<Row>({ label, rows, columns, rowKey, link, selected, footer }: ShortTableProps<Row>) {
  const [first, ...others] = columns;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <ul aria-label={label}>
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            <li
              key={key}
              className={cx(
                'relative border-b border-line px-4 py-2.5 last:border-0',
                key === selected && 'bg-accent-soft',
              )}
            >
              <div className="truncate">
                {link
                  ? link(row, { className: 'stretched font-strong', children: first?.cell(row) })
                  : first?.cell(row)}
              </div>
              <dl className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs">
                {others
                  .filter((column) => column.card !== 'none')
                  .map((column) => (
                    <div
                      key={column.key}
                      className="flex max-w-full items-center gap-1 has-[dd:empty]:hidden"
                    >
                      <dt className={column.card === 'bare' ? 'sr-only' : 'text-faint'}>{column.head}</dt>
                      <dd className="min-w-0 truncate tabular-nums">{column.cell(row)}</dd>
                    </div>
                  ))}
              </dl>
            </li>
          );
        })}
      </ul>
      {footer}
    </div>
  );
}
