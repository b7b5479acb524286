import { useRef } from 'react';
import { cx } from './cx.ts';
import type { DataTableProps } from './table-model.ts';
import { useRows } from './use-rows.ts';

/** The same list on a phone: a card a row, its values with their names. */
export function CardList<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, link, selected, onEnd, footer } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { virtual, items } = useRows({ scroller, count: rows.length, size: 84, onEnd });
  const [first, ...others] = columns;
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden">
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined || !first) return null;
          const key = rowKey(row);
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-row={index}
              style={{ transform: `translateY(${start}px)` }}
              className={cx(
                'absolute inset-x-0 top-0 border-b border-line px-4 py-2.5',
                key === selected && 'bg-accent-soft',
              )}
            >
              <div className="truncate">
                {link
                  ? link(row, { className: 'stretched font-strong', children: first.cell(row) })
                  : first.cell(row)}
              </div>
              <dl className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs">
                {others
                  .filter((column) => column.card !== 'none')
                  .map((column) => (
                    <div
                      key={column.key}
                      className="flex max-w-full items-center gap-1 overflow-hidden has-[dd:empty]:hidden"
                    >
                      <dt className={column.card === 'bare' ? 'sr-only' : 'text-faint'}>{column.head}</dt>
                      <dd className="min-w-0 truncate">{column.cell(row)}</dd>
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
