import { NO_ANSWER } from './prompt.ts';

/** What a generative model's stream means, piece by piece. */
export type AnswerPiece =
  | { type: 'text'; text: string }
  /** A sentence of the answer, by its offsets in the text so far, rests on these passages (0-based). */
  | { type: 'rests_on'; passages: number[]; start: number; end: number }
  | { type: 'no_answer' }
  | { type: 'uncited' };

/** "[1]", "[2, 3]" or the beginning of such a mark at the end of what has arrived. */
const MARKS = /\s*\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]/g;
const UNFINISHED = /\s*\[[\d\s,]{0,12}$|\s+$/;

/**
 * Reads a streamed answer that cites passages by number. Nothing is let out before the first valid citation, so an
 * answer that cites nothing is never shown; marks are taken out of the text and become ranges.
 */
export async function* readCitedAnswer(
  texts: AsyncIterable<string>,
  passageCount: number,
): AsyncIterable<AnswerPiece> {
  let pending = '';
  let held: AnswerPiece[] = [];
  let cited = false;
  let said = '';

  const emit = (text: string): AnswerPiece[] => {
    said += text;
    return text ? [{ type: 'text', text }] : [];
  };
  const take = (text: string): AnswerPiece[] => {
    const out: AnswerPiece[] = [];
    let from = 0;
    for (const match of text.matchAll(MARKS)) {
      out.push(...emit(text.slice(from, match.index)));
      from = match.index + match[0].length;
      const passages = (match[1] ?? '').split(',').map((n) => Number(n) - 1);
      const valid = passages.filter((n) => n >= 0 && n < passageCount);
      if (valid.length === 0) continue;
      cited = true;
      out.push({ type: 'rests_on', passages: valid, ...lastSentence(said) });
    }
    return [...out, ...emit(text.slice(from))];
  };

  for await (const text of texts) {
    pending += text;
    if (pending.trimStart().length < NO_ANSWER.length && NO_ANSWER.startsWith(pending.trim())) continue;
    if (!cited && pending.trimStart().startsWith(NO_ANSWER)) continue;
    const cut = pending.search(UNFINISHED);
    const ready = cut < 0 ? pending : pending.slice(0, cut);
    pending = cut < 0 ? '' : pending.slice(cut);
    held.push(...take(ready));
    if (!cited) continue;
    yield* held;
    held = [];
  }
  if (!cited && (pending + plain(held)).trimStart().startsWith(NO_ANSWER)) {
    yield { type: 'no_answer' };
    return;
  }
  held.push(...take(pending.trimEnd()));
  if (!cited) yield plain(held).trim() === '' ? { type: 'no_answer' } : { type: 'uncited' };
  else yield* held;
}

/** Where the sentence that the text ends with begins and ends; its own full stop may stand before or after the mark. */
function lastSentence(text: string): { start: number; end: number } {
  const body = text.replace(/[.!?。！？\s]+$/, '');
  const ends = [...body.matchAll(/[.!?]\s+|[。！？\n]\s*/g)];
  const last = ends.at(-1);
  return { start: last ? last.index + last[0].length : 0, end: text.length };
}

function plain(pieces: readonly AnswerPiece[]): string {
  return pieces.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');
}
