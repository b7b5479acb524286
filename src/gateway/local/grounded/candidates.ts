import { type Span, sentences, terms } from '../../../kernel/index.ts';

/** A passage to answer from. */
export interface GroundingPassage {
  id: string;
  /** Where it stands, e.g. "Returns policy > Tools"; helps to recognise it, is never quoted. */
  heading?: string;
  text: string;
  /** The search's opinion, relative to its best (1); absent when nobody searched. */
  score?: number;
  language?: string;
}

/** A sentence that may be the answer, with the terms around it. */
export interface Candidate {
  passage: number;
  span: Span;
  /** Footnotes whose mark stands in the sentence: said with it, never instead of it. */
  notes: Span[];
  terms: ReadonlySet<string>;
  /** Terms of the sentence and the one before it. */
  withPrevious: ReadonlySet<string>;
  /** Terms of the sentence, its neighbours and the headings above it. */
  withContext: ReadonlySet<string>;
}

const MAX_CANDIDATES = 64;
/** A line that begins with a footnote's mark. */
const FOOTNOTE = /^(\*{1,3}|[†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d+\])(?=\s)/;

/** The sentences of all passages, each passage's in order. */
export function candidatesOf(passages: readonly GroundingPassage[]): Candidate[] {
  const out: Candidate[] = [];
  for (const [index, passage] of passages.entries()) {
    const all = sentences(passage.text, passage.language);
    const spans = all.filter((span) => !FOOTNOTE.test(span.text));
    const footnotes = all.filter((span) => FOOTNOTE.test(span.text));
    const own = spans.map((span) => new Set(terms(span.text, passage.language)));
    const heading = new Set(terms(passage.heading ?? '', passage.language));
    for (const [i, span] of spans.entries()) {
      const here = own[i] ?? new Set();
      const previous = own[i - 1] ?? new Set();
      const next = own[i + 1] ?? new Set();
      out.push({
        passage: index,
        span,
        notes: footnotes.filter((note) => span.text.includes(FOOTNOTE.exec(note.text)?.[0] ?? ' ')),
        terms: here,
        withPrevious: here.union(previous),
        withContext: here.union(previous).union(next).union(heading),
      });
    }
  }
  return out.slice(0, MAX_CANDIDATES);
}

/**
 * How much a term tells apart among the candidates: the inverse document frequency over sentences,
 * ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25. A term that no candidate has weighs most: it is what is missing.
 */
export function rarity(candidates: readonly Candidate[]): (term: string) => number {
  const counts = new Map<string, number>();
  for (const candidate of candidates)
    for (const term of candidate.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const n = candidates.length;
  return (term) => {
    const seen = counts.get(term) ?? 0;
    return Math.log(1 + (n - seen + 0.5) / (seen + 0.5));
  };
}
