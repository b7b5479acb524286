import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef } from 'react';
import { cx } from './cx.ts';
import { type Column, type DataTableProps, FROM, nextOrder } from './table-model.ts';
import { useRows } from './use-rows.ts';

const ROW = 36;
const HEAD = 32;

export function RowTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, link, selected, onEnd, footer } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { virtual, items } = useRows({ scroller, count: rows.length, size: ROW, head: HEAD, onEnd });
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className="@container min-h-0 flex-1 overflow-y-auto overflow-x-hidden">
      <table className="w-full table-fixed border-separate border-spacing-0" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={above} />
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <tr
                key={key}
                data-row={index}
                aria-rowindex={index + 2}
                aria-current={key === selected || undefined}
                className={cx(
                  'relative h-9',
                  link && 'hover:bg-hover',
                  key === selected && 'bg-accent-soft hover:bg-accent-soft',
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
          <Space height={below} />
        </tbody>
      </table>
      {footer}
    </div>
  );
}

/** Stands for the rows that are out of view. */
function Space({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height }} />
    </tr>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return cx(
    'h-9 truncate border-b border-line px-2 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6',
    column.end && 'text-right tabular-nums',
    column.from && FROM[column.from],
  );
}

function Head<Row>({ column, order, onOrder }: { column: Column<Row> } & DataTableProps<Row>) {
  const sorted = order?.replace(/^-/, '') === column.key;
  const down = order?.startsWith('-');
  const Arrow = down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      style={column.width ? { width: column.width } : undefined}
      aria-sort={sorted ? (down ? 'descending' : 'ascending') : undefined}
      className={cx(
        'sticky top-0 z-10 h-8 truncate border-b border-line bg-ground px-2 text-left font-normal text-xs text-muted first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6',
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
