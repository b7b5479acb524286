/** A piece of a text, marked where a word of the question stands. */
export interface Piece {
  /** Where it begins. */
  at: number;
  text: string;
  marked: boolean;
}

/** Shorter words stand everywhere and say nothing. */
const SHORTEST = 4;

/** Cuts a text at the words of a question, whatever their case and ending; Chinese at its pairs of characters. */
export function markWords(text: string, question: string): Piece[] {
  const pattern = patternOf(question);
  if (!pattern) return [{ at: 0, text, marked: false }];
  const pieces: Piece[] = [];
  let from = 0;
  const add = (to: number, marked: boolean) => {
    if (to > from) pieces.push({ at: from, text: text.slice(from, to), marked });
    from = to;
  };
  for (const match of text.matchAll(pattern)) {
    add(match.index, false);
    add(match.index + match[0].length, true);
  }
  add(text.length, false);
  return pieces;
}

function patternOf(question: string): RegExp | undefined {
  const runs = question.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  const han = runs.filter((run) => /\p{Script=Han}/u.test(run));
  const words = runs.filter((run) => !han.includes(run) && (run.length >= SHORTEST || /\d/.test(run)));
  const pairs = han.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)));
  const ways = [
    ...(words.length > 0 ? [`(?<![\\p{L}\\p{N}])(?:${longestFirst(words)})\\p{L}{0,3}`] : []),
    ...(pairs.length > 0 ? [`(?:${longestFirst(pairs)})+`] : []),
  ];
  // Letters and digits only, so nothing in them is read as a pattern.
  return ways.length > 0 ? new RegExp(ways.join('|'), 'giu') : undefined;
}

function longestFirst(words: readonly string[]): string {
  return [...new Set(words)].sort((a, b) => b.length - a.length).join('|');
}
