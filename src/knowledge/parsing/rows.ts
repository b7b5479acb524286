import type { Block } from './blocks.ts';

/**
 * Rows of a sheet or CSV as blocks. Lines with one filled cell before the table are its title, those after it are
 * footnotes; the first row with several cells names the columns.
 */
export function tableBlocks(rows: string[][], page?: number): Block[] {
  const filled = rows.filter((row) => row.some(Boolean));
  const width = (row: string[] | undefined) => row?.filter(Boolean).length ?? 0;
  const widest = Math.max(0, ...filled.map(width));
  if (widest < 2) return filled.map((row) => ({ kind: 'text', text: row.filter(Boolean).join(' '), page }));
  const first = filled.findIndex((row) => width(row) >= 2);
  const lastFull = filled.findLastIndex((row) => width(row) >= 2);
  const title = filled
    .slice(0, first)
    .map((row): Block => ({ kind: 'text', text: row.filter(Boolean).join(' '), page }));
  const notes = filled.slice(lastFull + 1).map((row) => row.filter(Boolean).join(' '));
  return [
    ...title,
    { kind: 'table', header: filled[first] ?? [], rows: filled.slice(first + 1, lastFull + 1), notes, page },
  ];
}
