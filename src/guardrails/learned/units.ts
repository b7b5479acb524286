import { type Span, sentences } from '../../kernel/index.ts';

/** Longer units dilute one sentence among its neighbours; much shorter ones say too little to be judged. */
const LONGEST = 320;
const SHORTEST = 25;

/**
 * Cuts a text into the pieces that are judged one by one: sentences, with fragments joined to what follows and rows of
 * a table taken together. One score for a long document would hide a single hostile sentence in it.
 */
export function units(text: string): Span[] {
  const out: Span[] = [];
  let open: Span | undefined;
  const close = () => {
    if (open) out.push(open);
    open = undefined;
  };
  for (const piece of sentences(text).flatMap(cutLong)) {
    const joined = open ? piece.end - open.start : 0;
    const together =
      open && joined <= LONGEST && (isFragment(open.text) || (isRow(open.text) && isRow(piece.text)));
    if (open && together)
      open = { start: open.start, end: piece.end, text: text.slice(open.start, piece.end) };
    else {
      close();
      open = piece;
    }
  }
  close();
  return out;
}

function isFragment(text: string): boolean {
  return text.length < SHORTEST && !/[.!?。！？"”]$/.test(text);
}

function isRow(text: string): boolean {
  return text.startsWith('|') || text.includes(' | ');
}

function cutLong(span: Span): Span[] {
  if (span.text.length <= LONGEST) return [span];
  const out: Span[] = [];
  for (let at = 0; at < span.text.length; ) {
    let end = Math.min(span.text.length, at + LONGEST);
    const space = span.text.lastIndexOf(' ', end);
    if (end < span.text.length && space > at + LONGEST / 2) end = space;
    out.push({ start: span.start + at, end: span.start + end, text: span.text.slice(at, end) });
    at = end;
  }
  return out;
}
