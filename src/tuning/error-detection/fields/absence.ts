import type { Clues } from './clues.ts';
import { type Kind, typed } from './kinds.ts';
import type { Column } from './table.ts';

/** Texts that people and programs write where they have nothing to write. */
const PLACEHOLDERS = new Set(
  `n/a na n.a. n.a #n/a null (null) [null] \\n none nan nil - -- --- ---- – — _ ? ?? ??? . .. ... * unknown unknwon undefined
  missing tbd tbc tba empty (empty) (blank) blank xxx xxxx unspecified s/d n/d nd
  desconocido desconocida ninguno 无 暂无 未知 不详 待定 空 缺失 没有`.split(/\s+/),
);
const PHRASES = new Set([
  'not available',
  'not applicable',
  'not known',
  'not specified',
  'no data',
  'no value',
  'to be confirmed',
  'sin datos',
  'no disponible',
  'no aplica',
  '不适用',
]);

export function isBlank(value: string): boolean {
  return value.trim() === '';
}

export function isPlaceholder(value: string): boolean {
  if (value.length > 20) return false;
  const key = value.trim().toLowerCase();
  return PLACEHOLDERS.has(key) || PHRASES.has(key);
}

/** Above this share of empty cells, emptiness is how the column is and no error. */
const USUAL_BLANK = 0.3;
const USUAL_PLACEHOLDER = 0.25;

/**
 * How the table says "nothing": the empty text, or a word that it uses in several columns and never leaves a cell
 * empty beside. The table's own way is no error by itself; any other way is.
 */
export function wayOfAbsence(columns: readonly Column[]): string {
  const uses = new Map<string, number>();
  for (const { values, absent } of columns)
    for (const form of new Set(values.filter((_, id) => absent[id]).map((value) => value.trim())))
      uses.set(form, (uses.get(form) ?? 0) + 1);
  const [most] = [...uses].sort((a, b) => b[1] - a[1]);
  return most && !uses.has('') && most[1] > 1 ? most[0] : '';
}

/** Speaks against empty cells of well-filled columns, and against stand-ins for nothing. */
export function findAbsent(column: Column, kind: Kind, nothing: string, clues: Clues): void {
  const rows = column.ids.length;
  const isNothing = (value: string) => isBlank(value) || value.trim() === nothing;
  let empty = 0;
  for (const [id, value] of column.values.entries()) if (isNothing(value)) empty += column.counts[id] ?? 0;
  for (const [id, value] of column.values.entries()) {
    if (!column.absent[id]) continue;
    if (isNothing(value)) {
      const filled = Math.round((1 - empty / rows) * 1000) / 10;
      const strength = 0.97 * Math.max(0, 1 - empty / rows / USUAL_BLANK) ** 2;
      clues.value(column.index, id, { code: 'missing', strength, params: { filled }, repair: null });
      continue;
    }
    const share = (column.counts[id] ?? 0) / rows;
    // A number or a date is never written "N/A"; in a column of texts a frequent "none" may be an answer.
    const strength = typed(kind) ? 0.95 : 0.95 * (1 - share / USUAL_PLACEHOLDER);
    const params = { value: value.trim(), kind };
    clues.value(column.index, id, { code: 'placeholder', strength, params, repair: nothing });
  }
}
