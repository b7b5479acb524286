import type { Clues } from './clues.ts';
import { type Column, presentValues } from './table.ts';

/** Speaks against the rarer ways of writing what another value says too: case, spaces, punctuation. */
export function findOtherSpellings(column: Column, clues: Clues): void {
  const groups = new Map<string, { id: number; value: string; count: number }[]>();
  for (const one of presentValues(column)) {
    const key = one.value
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s\p{P}]+/gu, '');
    // Signs between digits carry meaning: 1.5 is not 15.
    if (key.length < 2 || /\d/.test(key)) continue;
    const list = groups.get(key);
    if (list) list.push(one);
    else groups.set(key, [one]);
  }
  for (const forms of groups.values()) {
    if (forms.length < 2) continue;
    const [usual, ...others] = forms.sort((a, b) => b.count - a.count);
    if (!usual) continue;
    for (const { id, value, count } of others)
      clues.value(column.index, id, {
        code: 'other_spelling',
        strength: 0.95 * (1 - (2 * count) / (count + usual.count)),
        params: { value, usual: usual.value, times: usual.count },
        repair: usual.value,
      });
  }
}

const BROKEN = /\uFFFD|Ã[\u0080-\u00BF¡-¿©®±]|Â[\u0080-\u00BF°£±²³·]|â€|&(?:amp|quot|lt|gt|nbsp|#\d+);|ï»¿/u;
/** What so many rows do is how the column is written. */
const HABIT = 0.6;

/** Speaks against spaces at the ends or doubled, and against letters broken by a wrong character set. */
export function findBrokenText(column: Column, clues: Clues): void {
  const spaced = [...presentValues(column)].filter(({ value }) =>
    /^\s|\s$|\S\s{2,}\S|[\t\u00A0\u200B]/u.test(value),
  );
  const share = spaced.reduce((sum, { count }) => sum + count, 0) / Math.max(1, column.present);
  for (const { id, value } of spaced)
    clues.value(column.index, id, {
      code: 'spacing',
      strength: 0.9 * (1 - share / HABIT),
      params: {},
      repair: value.replaceAll(/[\s\u00A0\u200B]+/gu, ' ').trim(),
    });
  for (const { id, value } of presentValues(column)) {
    const found = BROKEN.exec(value);
    if (!found) continue;
    const params = { letters: found[0] };
    clues.value(column.index, id, { code: 'encoding', strength: 0.95, params, repair: redecoded(value) });
  }
}

/** UTF-8 that was read as Latin-1, read again as it should have been. */
function redecoded(value: string): string | null {
  if ([...value].some((char) => (char.codePointAt(0) ?? 0) > 0xff)) return null;
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.includes('\uFFFD') ? null : text;
}
