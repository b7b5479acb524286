import { type Span, sentences } from '../../kernel/index.ts';
import { markOf } from '../parsing/notes.ts';
import type { Piece, RenderedDocument } from './render.ts';

export interface Passage {
  ordinal: number;
  headings: string[];
  /** What is searched and shown; for tables with the footnotes that its rows are marked with. */
  text: string;
  /** Offsets in the document's text. */
  start: number;
  end: number;
  page?: number;
}

/** The local model reads 256 tokens; a passage should about fit. Cutting finer was tried and found passages less well. */
const TARGET_TOKENS = 250;
/** Far more than so many tokens of prose need; it holds for what has no words: a key, a scan, a line of dashes. */
const MAX_CHARACTERS = 4_000;

/**
 * Cuts a document along its structure: a passage never crosses a heading, and splits a paragraph only between
 * sentences, a table only between rows.
 */
export function cut(document: RenderedDocument, language: string | undefined): Passage[] {
  const out: Passage[] = [];
  let open: Span[] = [];
  let first: Piece | undefined;
  let size = 0;
  const flush = () => {
    const [from, to] = [open[0], open.at(-1)];
    if (from && to && first)
      out.push(passage(document, first, from.start, to.end, out.length, notesFor(open, first)));
    open = [];
    size = 0;
    first = undefined;
  };
  for (const piece of document.pieces) {
    if (piece.kind === 'heading') {
      flush();
      continue;
    }
    if (piece.kind === 'note') continue;
    if (first && (first.kind === 'row') !== (piece.kind === 'row')) flush();
    for (const unit of units(document.text, piece, language)) {
      const tokens = estimateTokens(unit.text);
      const long = unit.end - (open[0]?.start ?? unit.start) > MAX_CHARACTERS;
      if (size > 0 && (size + tokens > TARGET_TOKENS || long)) flush();
      first ??= piece;
      open.push(unit);
      size += tokens;
    }
  }
  flush();
  return out;
}

function passage(
  document: RenderedDocument,
  piece: Piece,
  start: number,
  end: number,
  ordinal: number,
  notes: string[],
): Passage {
  const text = [document.text.slice(start, end), ...notes].join('\n');
  return { ordinal, headings: piece.headings, text, start, end, page: pageAt(piece, start) };
}

/** The page on which a passage begins: a paragraph may go on over several. */
function pageAt({ page, turns = [] }: Piece, offset: number): number | undefined {
  return turns.findLast(({ at }) => at <= offset)?.page ?? page;
}

/** Footnotes whose mark stands in one of the rows; unmarked notes belong to every row. */
function notesFor(rows: readonly Span[], piece: Piece): string[] {
  if (piece.kind !== 'row') return [];
  const text = rows.map((row) => row.text).join('\n');
  return (piece.notes ?? []).filter((note) => {
    const mark = markOf(note);
    return mark === undefined || text.includes(mark);
  });
}

/** The smallest parts a passage is made of. A single sentence beyond the target is cut at spaces, as a last resort. */
function units(text: string, piece: Piece, language: string | undefined): Span[] {
  const whole: Span = { start: piece.start, end: piece.end, text: text.slice(piece.start, piece.end) };
  if (fits(whole.text, TARGET_TOKENS)) return [whole];
  const parts =
    piece.kind === 'row' ? [whole] : sentences(whole.text, language).map((span) => shift(span, piece.start));
  return parts.flatMap((part) => (fits(part.text, TARGET_TOKENS * 1.2) ? [part] : chop(part)));
}

function fits(text: string, tokens: number): boolean {
  return text.length <= MAX_CHARACTERS && estimateTokens(text) <= tokens;
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by, text: span.text };
}

function chop(span: Span): Span[] {
  const out: Span[] = [];
  let start = 0;
  while (start < span.text.length) {
    // Never looks at all that is left: for each piece that would take time with the square of the length.
    let end = Math.min(span.text.length, start + MAX_CHARACTERS);
    while (end - start > 40 && estimateTokens(span.text.slice(start, end)) > TARGET_TOKENS)
      end = start + Math.floor((end - start) * 0.75);
    const space = end < span.text.length ? span.text.slice(start, end + 1).lastIndexOf(' ') : -1;
    if (space > 20) end = start + space;
    out.push({ start: span.start + start, end: span.start + end, text: span.text.slice(start, end) });
    start = end;
  }
  return out;
}

/** WordPiece makes about 1.4 tokens of a word and one of each Chinese character. */
function estimateTokens(text: string): number {
  const east = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const marks = text.match(/[^\p{L}\p{N}\s]/gu)?.length ?? 0;
  return Math.ceil(east + (east > 0 ? words * 0.3 : words * 1.25) + marks);
}
