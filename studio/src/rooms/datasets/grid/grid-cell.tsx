import type { ReactNode } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { cx } from '../../../parts/cx.ts';
import { COLUMNS } from '../model.ts';
import { CellEditor } from './cell-editor.tsx';
import type { Grid } from './use-grid.ts';

interface GridCellProps {
  grid: Grid;
  row: number;
  column: number;
  children: ReactNode;
}

/** One cell: its text, or the editor in its place. One cell of the grid is in the tab order, the others by arrows. */
export function GridCell({ grid, row, column, children }: GridCellProps) {
  const { t } = useWords();
  const { active, editing } = grid;
  const here = active.row === row && active.column === column;
  const edited = editing?.row === row && editing.column === column;
  const key = COLUMNS[column];
  return (
    // biome-ignore lint/a11y/useSemanticElements: cells of a table cannot be placed one by one
    <div
      role="gridcell"
      tabIndex={here && !edited ? 0 : -1}
      data-cell={`${row} ${column}`}
      aria-colindex={column + 2}
      onKeyDown={grid.onKeyDown}
      onFocus={(event) => event.target === event.currentTarget && !here && grid.place({ row, column })}
      onMouseDown={(event) => {
        if (edited) return;
        event.preventDefault();
        grid.press({ row, column });
      }}
      className={cx(
        'relative flex h-9 min-w-0 items-center border-line border-b px-2.5 first:pl-4 sm:first:pl-6',
        'focus-visible:-outline-offset-2',
        column === -1 ? 'cursor-pointer' : grid.editable && 'cursor-text',
      )}
    >
      {edited && key ? (
        <CellEditor
          label={t(`datasets.${key}`)}
          start={editing.text}
          onCommit={grid.commit}
          onCancel={grid.cancel}
        />
      ) : (
        <span className="truncate">{children}</span>
      )}
    </div>
  );
}
