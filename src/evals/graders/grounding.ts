import type { ExampleItem } from '../contract.ts';
import type { StoredOutcome, StoredScore } from '../schema.ts';
import { plain } from './text.ts';

/**
 * Cites a passage that carries the answer: the quote holds the expected one or is a good part of it, in the expected
 * document. Says nothing about questions that have no answer.
 */
export function citation(item: ExampleItem, outcome: StoredOutcome): StoredScore | undefined {
  if (item.unanswerable || item.passages.length === 0) return undefined;
  if (outcome.abstained) return { score: 0, pass: false, note: 'abstained' };
  const right = outcome.citations.some((cited) => item.passages.some((expected) => carries(cited, expected)));
  return { score: right ? 1 : 0, pass: right, note: right ? null : citedInstead(outcome) };
}

/** Abstains exactly when there is no answer. */
export function abstention(item: ExampleItem, outcome: StoredOutcome): StoredScore {
  const right = outcome.abstained === item.unanswerable;
  const note = right
    ? null
    : outcome.abstained
      ? 'abstained from a question that has an answer'
      : 'answered a question that has none';
  return { score: right ? 1 : 0, pass: right, note };
}

/**
 * The one number for an assistant that answers from documents: abstains where nothing answers, and elsewhere cites what
 * carries the answer (or, for examples without passages, says the expected answer).
 */
export function correct(item: ExampleItem, outcome: StoredOutcome): StoredScore | undefined {
  if (item.unanswerable) return abstention(item, outcome);
  if (item.passages.length > 0) return citation(item, outcome);
  if (item.answer === null) return undefined;
  const right = !outcome.abstained && plain(outcome.answer).includes(plain(item.answer));
  return { score: right ? 1 : 0, pass: right, note: right ? null : 'does not say the expected answer' };
}

/** Shorter stretches than this happen to stand in many places. */
const LEAST_OVERLAP = 12;

function carries(
  cited: StoredOutcome['citations'][number],
  expected: { document: string; quote: string },
): boolean {
  if (!sameDocument(cited.filename, expected.document)) return false;
  const [said, wanted] = [squeeze(cited.quote), squeeze(expected.quote)];
  if (said.includes(wanted)) return true;
  // An expected quote may be longer than the one sentence that was cited from it.
  return said.length >= LEAST_OVERLAP && wanted.includes(said);
}

/** Examples name documents by path or by file name alone. */
export function sameDocument(a: string, b: string): boolean {
  const [x, y] = [a.replace(/^.*documents\//, ''), b.replace(/^.*documents\//, '')];
  return x === y || x.endsWith(`/${y}`) || y.endsWith(`/${x}`);
}

/** Table cells are joined with bars in our text and not in what people quote: letters and digits decide. */
export function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function citedInstead(outcome: StoredOutcome): string {
  const [first] = outcome.citations;
  return first ? `cited ${first.filename}` : 'cited nothing';
}
