import type { Clues } from './clues.ts';
import { type Kind, typed } from './kinds.ts';
import { type Column, presentValues } from './table.ts';

/** When more than this share of the rows have a value of their own, being the only one is no news. */
const SINGLES = 0.06;

/** Speaks against values that stand alone in a column that otherwise repeats a limited list. */
export function findRareValues(column: Column, kind: Kind, clues: Clues): void {
  if (kind === 'decimal' || kind === 'url') return;
  const rare = [...presentValues(column)].filter(({ count }) => count <= rareCount(column));
  const share = rare.reduce((sum, { count }) => sum + count, 0) / Math.max(1, column.present);
  const listed = column.values.length - rare.length;
  if (share > SINGLES || listed < 2) return;
  for (const { id, count } of rare)
    clues.value(column.index, id, {
      code: 'rare_value',
      strength: 0.8 * (1 - share / SINGLES),
      params: { times: count, listed },
      repair: null,
    });
}

function rareCount(column: Column): number {
  return Math.max(1, Math.floor(column.present * 0.0005));
}

/** When more than this share of the rows have new letters in a row, new letters are no news. */
const NOVEL = 0.1;

/** Speaks against values with sequences of three letters that no other value of the column has. */
export function findOddLetters(column: Column, kind: Kind, clues: Clues): void {
  if (typed(kind)) return;
  const counts = new Map<string, number>();
  const values = [...presentValues(column)].filter(
    ({ value }) => /\p{L}{2}/u.test(value) && value.length <= 300,
  );
  for (const { value, count } of values)
    for (const gram of gramsOf(value)) counts.set(gram, (counts.get(gram) ?? 0) + count);
  const novelty = values.map(({ value, count }) => {
    const grams = gramsOf(value);
    const fresh = [...grams].filter((gram) => (counts.get(gram) ?? 0) <= count);
    return { share: fresh.length / Math.max(1, grams.size), fresh };
  });
  // Sorted once, so that "at least so new" is a look-up and not a scan for each value.
  const order = values.map((_, i) => i).sort((a, b) => (novelty[b]?.share ?? 0) - (novelty[a]?.share ?? 0));
  let rows = 0;
  for (const i of order) {
    const { id = 0, count = 0 } = values[i] ?? {};
    const { share = 0, fresh = [] } = novelty[i] ?? {};
    if (share === 0) break;
    rows += count;
    if (count > rareCount(column) + 1) continue;
    const rate = rows / column.present;
    clues.value(column.index, id, {
      code: 'odd_letters',
      strength: 0.85 * (1 - rate / NOVEL),
      params: { letters: fresh.slice(0, 3).join(', ') },
      repair: null,
    });
  }
}

/** Within words only: which word follows which says nothing about spelling. */
function gramsOf(value: string): Set<string> {
  const grams = new Set<string>();
  for (const word of value.toLowerCase().split(/[^\p{L}\p{M}\p{N}*#@$^~'’]+/u)) {
    const text = `^${word.replaceAll(/\p{Nd}/gu, '9')}$`;
    if (word.length > 2) for (let i = 0; i + 3 <= text.length; i += 1) grams.add(text.slice(i, i + 3));
  }
  return grams;
}
