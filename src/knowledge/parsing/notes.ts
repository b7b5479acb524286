import type { Block } from './blocks.ts';

/** What a footnote begins with: *, †, a raised number, [1], (1), or the word itself. */
const MARK = /^(\*{1,3}|[†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d+\]|\(\d+\))/;
const NOTE = new RegExp(`${MARK.source}|^(注[:：]|notes?[:：])`, 'i');

/** The mark a footnote begins with, if it has one. */
export function markOf(note: string): string | undefined {
  return MARK.exec(note)?.[0];
}

/**
 * Gives footnotes to the table they explain: those right below it, and marked ones further down (Word puts them at the
 * end of the document) whose mark stands in one of its cells. Apart from it, the cells would say something else.
 */
export function attachNotes(blocks: Block[]): Block[] {
  const out: Block[] = [];
  for (const block of blocks) {
    const notes = notesIn(block);
    const table = notes && tableFor(out, notes[0] ?? '');
    if (notes && table) table.notes.push(...notes);
    else out.push(block);
  }
  return out;
}

function notesIn(block: Block): string[] | undefined {
  if (block.kind === 'text' && NOTE.test(block.text)) return block.text.split('\n');
  if (block.kind === 'list' && block.items.every((item) => NOTE.test(item))) return block.items;
  return undefined;
}

function tableFor(before: Block[], note: string) {
  const last = before.at(-1);
  if (last?.kind === 'table') return last;
  const mark = markOf(note);
  const marked = before.findLast(
    (block) =>
      block.kind === 'table' && mark !== undefined && block.rows.flat().some((cell) => cell.includes(mark)),
  );
  return marked?.kind === 'table' ? marked : undefined;
}
