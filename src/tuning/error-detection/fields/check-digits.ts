import type { Clues } from './clues.ts';
import { type Column, presentValues } from './table.ts';

interface Scheme {
  name: string;
  applies: RegExp;
  holds(digits: string): boolean;
  /** The same number with the right check digit, when there is one. */
  repaired(digits: string): string | null;
}

const body = (text: string) => text.slice(0, -1);

const SCHEMES: Scheme[] = [
  {
    name: 'GTIN',
    applies: /^(\d{8}|\d{12,14})$/,
    holds: (text) => gtin(body(text)) === text.at(-1),
    repaired: (text) => body(text) + gtin(body(text)),
  },
  {
    name: 'Luhn',
    applies: /^\d{13,19}$/,
    holds: (text) => luhn(body(text)) === text.at(-1),
    repaired: (text) => body(text) + luhn(body(text)),
  },
  {
    name: 'ISSN',
    applies: /^\d{7}[\dX]$/,
    holds: (text) => weighted(body(text), 8) === text.at(-1),
    repaired: (text) => body(text) + weighted(body(text), 8),
  },
  {
    name: 'ISBN',
    applies: /^\d{9}[\dX]$/,
    holds: (text) => weighted(body(text), 10) === text.at(-1),
    repaired: (text) => body(text) + weighted(body(text), 10),
  },
];
/** By chance one number in ten has the right check digit; a column of which so many have it has a check digit. */
const LEARNED = 0.75;
const ENOUGH = 20;

/** Speaks against numbers whose check digit is wrong, in columns that evidently have one. */
export function findWrongCheckDigits(column: Column, clues: Clues): void {
  const compact = [...presentValues(column)].map((one) => ({
    ...one,
    digits: one.value.trim().toUpperCase().replaceAll(/[\s-]/g, ''),
  }));
  for (const scheme of SCHEMES) {
    const fitting = compact.filter(({ digits }) => scheme.applies.test(digits));
    const total = fitting.length;
    if (total < ENOUGH || total < 0.6 * compact.length) continue;
    const wrong = fitting.filter(({ digits }) => !scheme.holds(digits));
    if (1 - wrong.length / total < LEARNED) continue;
    for (const { id, digits } of wrong)
      clues.value(column.index, id, {
        code: 'wrong_check_digit',
        strength: 0.97,
        params: { scheme: scheme.name, share: Math.round((1 - wrong.length / total) * 1000) / 10 },
        repair: scheme.repaired(digits),
      });
    return;
  }
}

/** GS1 General Specifications 7.9: weights 3 and 1 from the right. */
function gtin(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** ISO 3297 (ISSN) and ISO 2108 (ISBN with ten digits): falling weights, modulo 11. */
function weighted(digits: string, first: number): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (first - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
