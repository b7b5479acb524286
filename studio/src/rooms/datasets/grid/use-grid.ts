import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import {
  COLUMNS,
  type ColumnKey,
  type Example,
  type Item,
  type TextColumn,
  textOf,
  withText,
} from '../model.ts';

/** A row by its place, and a column; −1 is the row's number. */
export interface Place {
  row: number;
  column: number;
}

interface Editing extends Place {
  /** What the editor begins with. */
  text: string;
}

interface GridOptions {
  examples: readonly Example[];
  editable: boolean;
  scroller: RefObject<HTMLElement | null>;
  /** Scrolls a row into view. */
  reveal: (row: number) => void;
  onSave: (example: Example, item: Item) => void;
  onOpen: (example: Example) => void;
}

export type Grid = ReturnType<typeof useGrid>;

/** A row far away is there within a few frames. */
const PATIENCE_FRAMES = 30;

/** Where one is in the grid, what is being edited, and what the keys do. */
export function useGrid({ examples, editable, scroller, reveal, onSave, onOpen }: GridOptions) {
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing>();
  const waiting = useRef(0);
  const here: Place = { ...active, row: Math.min(active.row, Math.max(0, examples.length - 1)) };

  const go = (to: Place) => {
    const row = Math.max(0, Math.min(to.row, examples.length - 1));
    const column = Math.max(-1, Math.min(to.column, COLUMNS.length - 1));
    setActive({ row, column });
    setEditing(undefined);
    reveal(row);
    focus({ row, column }, PATIENCE_FRAMES);
  };

  /** At once where the cell is drawn: a focus that comes late would take the keys from an editor opened meanwhile. */
  const focus = ({ row, column }: Place, frames: number) => {
    cancelAnimationFrame(waiting.current);
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
    if (cell) {
      cell.focus();
      cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (frames > 0) {
      // The row is drawn after the scroll.
      waiting.current = requestAnimationFrame(() => focus({ row, column }, frames - 1));
    }
  };

  const open = (row: number) => {
    const example = examples[row];
    if (example) onOpen(example);
  };

  /** Edits a text in place, turns a yes into a no, or opens what has no room in a cell. */
  const begin = ({ row, column }: Place, text?: string) => {
    const example = examples[row];
    const key = COLUMNS[column];
    if (!example) return;
    cancelAnimationFrame(waiting.current);
    if (!editable || key === undefined || key === 'passages') open(row);
    else if (key === 'unanswerable')
      onSave(example, { ...example.item, unanswerable: !example.item.unanswerable });
    else setEditing({ row, column, text: text ?? textOf(example.item, key) });
  };

  const commit = (text: string, move: 'down' | 'right' | 'stay') => {
    if (!editing) return;
    const { row, column } = editing;
    const example = examples[row];
    const key = COLUMNS[column];
    setEditing(undefined);
    if (example && isText(key)) {
      const item = withText(example.item, key, text);
      // A question cannot be empty; the cell keeps the one it had.
      if (item.question !== '' && textOf(item, key) !== textOf(example.item, key)) onSave(example, item);
    }
    if (move === 'down') go({ row: row + 1, column });
    else if (move === 'right') go({ row, column: column + 1 });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    const to = moved(event, here, examples.length);
    if (to) go(to);
    else if (event.key === 'Enter' || event.key === 'F2') begin(here);
    else if (event.key === ' ' && COLUMNS[here.column] === 'unanswerable') begin(here);
    else if (editable && isText(COLUMNS[here.column]) && types(event)) begin(here, event.key);
    else return;
    event.preventDefault();
  };

  return {
    editable,
    active: here,
    editing,
    editingRow: editing?.row,
    onKeyDown,
    commit,
    cancel: () => editing && go(editing),
    /** A click goes there; on the cell where one already is, it edits. */
    press(place: Place) {
      const again = place.row === here.row && place.column === here.column;
      const focused = scroller.current?.contains(document.activeElement);
      if (place.column === -1 || (again && focused)) begin(place);
      else go(place);
    },
    edit: begin,
    place: setActive,
  };
}

function isText(key: ColumnKey | undefined): key is TextColumn {
  return key !== undefined && key !== 'passages' && key !== 'unanswerable';
}

function types(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
}

const PAGE = 15;

function moved(event: KeyboardEvent, { row, column }: Place, rows: number): Place | undefined {
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowUp':
      return { row: far ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: far ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'Home':
      return { row: far ? 0 : row, column: far ? 0 : -1 };
    case 'End':
      return { row: far ? rows - 1 : row, column: COLUMNS.length - 1 };
    case 'PageUp':
      return { row: row - PAGE, column };
    case 'PageDown':
      return { row: row + PAGE, column };
    default:
      return undefined;
  }
}
