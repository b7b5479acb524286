import type { Block, PageTurn } from '../parsing/blocks.ts';

/** A piece of the document's text that is never cut: a paragraph, list item, table row or code block. */
export interface Piece {
  kind: 'heading' | 'text' | 'row' | 'note';
  /** Offsets in the document's text. */
  start: number;
  end: number;
  headings: string[];
  page?: number;
  /** Where further pages begin, as offsets in the document's text. */
  turns?: PageTurn[];
  /** Footnotes of the table this row belongs to. */
  notes?: string[];
}

export interface RenderedDocument {
  /** The document as plain text, headings marked with #; what a reader sees around a citation. */
  text: string;
  pieces: Piece[];
}

/** Writes a document's blocks as one text and remembers where each piece is and under which headings. */
export function render(blocks: readonly Block[]): RenderedDocument {
  const pieces: Piece[] = [];
  const outline: { level: number; text: string }[] = [];
  let text = '';
  const add = (kind: Piece['kind'], content: string, page?: number, notes?: string[], gap = '\n\n') => {
    if (text) text += gap;
    const start = text.length;
    text += content;
    const headings = outline.map((entry) => entry.text);
    const piece: Piece = { kind, start, end: text.length, headings, page, notes };
    pieces.push(piece);
    return piece;
  };
  for (const block of blocks) {
    const { page } = block;
    if (block.kind === 'heading') {
      while (outline.length > 0 && (outline.at(-1)?.level ?? 0) >= block.level) outline.pop();
      outline.push({ level: block.level, text: block.text });
      add('heading', `${'#'.repeat(block.level)} ${block.text}`, page);
    } else if (block.kind === 'list') {
      for (const [i, item] of block.items.entries()) {
        add('text', bullet(item), page, undefined, i === 0 ? '\n\n' : '\n');
      }
    } else if (block.kind === 'table') {
      for (const [i, row] of block.rows.entries()) {
        add('row', rowText(block.header, row), page, block.notes, i === 0 ? '\n\n' : '\n');
      }
      if (block.rows.length === 0) add('row', block.header.filter(Boolean).join(' | '), page, block.notes);
      // In the text where the reader expects them; in passages they stand with the rows they explain.
      for (const note of block.notes) add('note', note, page, undefined, '\n');
    } else {
      const piece = add('text', block.text, page);
      if (block.kind === 'text')
        piece.turns = block.turns?.map((turn) => ({ at: piece.start + turn.at, page: turn.page }));
    }
  }
  return { text, pieces };
}

function bullet(item: string): string {
  const indent = item.length - item.trimStart().length;
  return `${' '.repeat(indent)}- ${item.trimStart()}`;
}

/** "Product: TX-40 | Warranty: 3 years*": a row says by itself what its cells mean. */
function rowText(header: readonly string[], row: readonly string[]): string {
  return row
    .map((cell, i) => (header[i] && cell ? `${header[i]}: ${cell}` : cell))
    .filter(Boolean)
    .join(' | ');
}
