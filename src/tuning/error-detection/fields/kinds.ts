import type { Clues } from './clues.ts';
import { type Column, presentValues } from './table.ts';

export const KINDS = ['integer', 'decimal', 'date', 'time', 'email', 'url', 'text'] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds of which a word is never an example. */
export function typed(kind: Kind): boolean {
  return kind !== 'text';
}

/** A number at the head of a text, and what is written around it: `£1,249.00`, `12.5 mm`, `45 %`. */
export interface Quantity {
  value: number;
  /** Currency sign or unit, as written; empty when it is a bare number. */
  unit: string;
  /** Digits after the decimal mark. */
  decimals: number;
}

const QUANTITY =
  /^\s*([£$€¥]|USD|GBP|EUR|CNY|RMB)?\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:[.,]\d+)?(?:[eE][+-]?\d{1,3})?)\s*(%|‰|[°"'″′]|[£$€¥]|(?:°\s?)?\p{L}[\p{L}./²³-]{0,14}\d?)?\s*$/u;

/** Reads a number with at most one currency sign or unit; undefined when the text is something else. */
export function quantityOf(text: string): Quantity | undefined {
  if (text.length > 40) return undefined;
  const found = QUANTITY.exec(text);
  const digits = found?.[2] ?? '';
  if (!found || !/\d/.test(digits)) return undefined;
  const grouped = /,\d{3}(?:[.,]|$)/.test(digits) && !/^[+-]?0,/.test(digits);
  const plain = grouped ? digits.replaceAll(',', '') : digits.replace(',', '.');
  const value = Number(plain);
  if (!Number.isFinite(value)) return undefined;
  const decimals = /\.(\d+)/.exec(plain)?.[1]?.length ?? 0;
  return { value, unit: (found[1] ?? found[3] ?? '').trim(), decimals };
}

const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|ene|abr|ago|dic|january|february|march|april|june|july|august|september|october|november|december)\\.?';
const DATE = new RegExp(
  `^(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})|\\d{1,2}[ -]${MONTH}[ -](?:\\d{4}|\\d{2})|${MONTH} \\d{1,2},? \\d{4}|\\d{4}年\\d{1,2}月\\d{1,2}日)(?:[T ]\\d{1,2}:\\d{2}.{0,16})?$`,
  'i',
);
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?$/i;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,200}\.[^\s@.]{2,20}$/;
const URL_LIKE = /^(?:https?:\/\/|www\.)\S+$/i;

/** What a single text is. */
export function kindOf(value: string): Kind {
  const text = value.trim();
  if (text.length <= 40) {
    const quantity = quantityOf(text);
    if (quantity) return quantity.decimals > 0 ? 'decimal' : 'integer';
    if (TIME.test(text)) return 'time';
    if (DATE.test(text)) return 'date';
  }
  if (EMAIL.test(text)) return 'email';
  if (URL_LIKE.test(text)) return 'url';
  return 'text';
}

/** A column is of a kind when at least so many of its rows are; otherwise it is text. */
const MOSTLY = 0.8;

export function kindOfColumn(column: Column): Kind {
  const rows = new Map<Kind, number>();
  for (const { value, count } of presentValues(column)) {
    const kind = kindOf(value);
    rows.set(kind, (rows.get(kind) ?? 0) + count);
  }
  const share = (kind: Kind) => (rows.get(kind) ?? 0) / Math.max(1, column.present);
  if (share('integer') + share('decimal') >= MOSTLY) return share('decimal') > 0.05 ? 'decimal' : 'integer';
  const winner = (['date', 'time', 'email', 'url'] as const).find((kind) => share(kind) >= MOSTLY);
  return winner ?? 'text';
}

/** Speaks against values that are not what the column is: a word among numbers, a price among dates. */
export function findWrongKinds(column: Column, kind: Kind, clues: Clues): void {
  if (!typed(kind)) return;
  const numeric = kind === 'integer' || kind === 'decimal';
  const odd = [...presentValues(column)].filter(({ value }) => {
    const own = kindOf(value);
    return numeric ? own !== 'integer' && own !== 'decimal' : own !== kind;
  });
  const share = odd.reduce((sum, { count }) => sum + count, 0) / Math.max(1, column.present);
  for (const { id } of odd)
    clues.value(column.index, id, {
      code: 'wrong_kind',
      strength: 0.95 - 2 * share,
      params: { kind, share: Math.round((1 - share) * 1000) / 10 },
      repair: null,
    });
}
