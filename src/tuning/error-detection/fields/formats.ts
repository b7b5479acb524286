import type { Clues } from './clues.ts';
import { type Kind, typed } from './kinds.ts';
import { LEVELS, type Level, shapesOf } from './shapes.ts';
import { type Column, presentValues } from './table.ts';

/** How much a deviation at this level says: the looser the pattern, the rarer it is broken by chance. */
const WEIGHT: Record<Level, number> = { exact: 0.6, letters: 0.75, words: 0.85, classes: 0.9 };
/** A pattern that at least this share of the rows has is one of the column's own. */
const OWN = 0.1;
/** The column's own patterns must cover between these shares of the rows before a deviation counts; fully at the second. */
const COVER = { from: 0.8, to: 0.985 };

interface Pattern {
  rows: number;
  example: string;
  exampleRows: number;
}

/** Speaks against values whose pattern is rare in a column that otherwise keeps to a few. */
export function findUnusualFormats(column: Column, kind: Kind, clues: Clues): void {
  const shapes = [...presentValues(column)].map((one) => ({ ...one, shapes: shapesOf(one.value) }));
  const loose = LEVELS.filter((level) => !skips(level, kind, column, shapes));
  const best = new Map<
    number,
    { strength: number; level: Level; usual: string; example: string; share: number }
  >();
  for (const level of loose) {
    const patterns = new Map<string, Pattern>();
    for (const { value, count, shapes: own } of shapes) {
      const key = own?.[level] ?? 'long';
      const pattern = patterns.get(key) ?? { rows: 0, example: value, exampleRows: 0 };
      pattern.rows += count;
      if (count > pattern.exampleRows) Object.assign(pattern, { example: value, exampleRows: count });
      patterns.set(key, pattern);
    }
    const usual = [...patterns.entries()].sort((a, b) => b[1].rows - a[1].rows);
    const own = usual.filter(([, { rows }]) => rows / column.present >= OWN);
    const cover = own.reduce((sum, [, { rows }]) => sum + rows, 0) / column.present;
    const trust = Math.min(1, (cover - COVER.from) / (COVER.to - COVER.from));
    const [first] = own;
    if (!first || trust <= 0) continue;
    for (const { id, shapes: shape } of shapes) {
      const key = shape?.[level] ?? 'long';
      const share = (patterns.get(key)?.rows ?? 0) / column.present;
      if (share >= OWN) continue;
      const strength = WEIGHT[level] * trust * (1 - share / OWN);
      if (strength <= (best.get(id)?.strength ?? 0)) continue;
      best.set(id, { strength, level, usual: first[0], example: first[1].example, share: cover });
    }
  }
  for (const [id, { strength, level, usual, example, share }] of best)
    clues.value(column.index, id, {
      code: 'unusual_format',
      strength: typed(kind) || level !== 'classes' ? strength : strength * 0.8,
      params: {
        pattern: usual.slice(0, 60),
        example: example.slice(0, 60),
        share: Math.round(share * 1000) / 10,
      },
      repair: null,
    });
}

/**
 * Quantities grow digits as they grow, and words have the length they have: for them the exact patterns say nothing.
 * Numbers that all have the same five or more digits are codes, and there they say much.
 */
function skips(
  level: Level,
  kind: Kind,
  column: Column,
  shapes: readonly { count: number; shapes: Record<Level, string> | undefined }[],
): boolean {
  if (level === 'words' || level === 'classes') return false;
  const rows = (test: (shape: Record<Level, string>) => boolean) =>
    shapes.reduce((sum, { count, shapes: own }) => sum + (own && test(own) ? count : 0), 0) / column.present;
  if (kind === 'integer') return rows((own) => /^9([5-9]|\d\d)$/.test(own.exact)) < 0.9;
  if (kind === 'decimal') return true;
  const digits = rows((own) => own.classes.includes('9'));
  return digits < 0.9 && (level === 'exact' || kind === 'text');
}
