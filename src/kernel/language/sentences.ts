/** A part of a text by UTF-16 offsets; `text.slice(start, end)` is the part. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(code: string): Intl.Segmenter {
  const known = segmenters.get(code);
  if (known) return known;
  const made = new Intl.Segmenter(code, { granularity: 'sentence' });
  segmenters.set(code, made);
  return made;
}

/** "No. 7", "e.g. this", "approx. 3": the full stop did not end the sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:no|nos|e\.g|i\.e|approx|incl|excl|max|min|fig|art|sec|vs|mr|mrs|ms|dr|st|nr|núm|aprox|p\. ?ej)\.\s*$/iu;

/** "1." or "b)" at the beginning of a line numbers the sentence that follows. */
const NUMBERING = /^\s*(\d{1,2}|[a-z])[.)]\s*$/i;

/** What a sentence may end with, in any script. */
const ENDS = /[\p{Sentence_Terminal}\u0085\u2028\u2029\r]/u;

/** Splits a text into sentences; a line break always ends one, because lists and table rows have no full stops. */
export function sentences(text: string, code = 'en'): Span[] {
  const out: Span[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    // Most lines of lists and tables: the segmenter takes a hundred times longer to say the same.
    if (!ENDS.test(line[0])) {
      push(out, text, line.index, line.index + line[0].length);
      continue;
    }
    let open: number | undefined;
    for (const { segment, index } of segmenter(code).segment(line[0])) {
      const start = open ?? line.index + index;
      const end = line.index + index + segment.length;
      open = ABBREVIATION.test(segment) || NUMBERING.test(segment) ? start : undefined;
      if (open === undefined) push(out, text, start, end);
    }
    if (open !== undefined) push(out, text, open, line.index + line[0].length);
  }
  return out;
}

function push(out: Span[], text: string, start: number, end: number): void {
  const raw = text.slice(start, end);
  const from = start + (raw.length - raw.trimStart().length);
  const to = end - (raw.length - raw.trimEnd().length);
  if (to > from && /[\p{L}\p{N}]/u.test(text.slice(from, to)))
    out.push({ start: from, end: to, text: text.slice(from, to) });
}
