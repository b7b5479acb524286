import { describe, expect, it } from 'vitest';
import { seeded, uniform } from '../../trainers/numeric/random.ts';
import { findFieldErrors } from './find-field-errors.ts';
import type { TextTable } from './table.ts';

const TOWNS = [
  'Leeds',
  'Bradford',
  'Harrogate',
  'Sheffield',
  'Barnsley',
  'Doncaster',
  'Halifax',
  'Huddersfield',
];

/** 400 stores: number, town, postcode (which decides the town), opened, area in m² and a check-digit number. */
function stores(): string[][] {
  const random = seeded(4);
  const int = (n: number) => Math.floor(uniform(random) * n);
  return Array.from({ length: 400 }, (_, i) => {
    const town = int(TOWNS.length);
    const body = `50${String(1_000_000_000 + i * 7_919).slice(0, 10)}`;
    const sum = [...body]
      .reverse()
      .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
    return [
      `S-${1000 + i}`,
      TOWNS[town] ?? '',
      `LS${10 + town}`,
      `20${10 + int(15)}-0${1 + int(9)}-${10 + int(18)}`,
      `${800 + int(900)} m²`,
      `${body}${(10 - (sum % 10)) % 10}`,
    ];
  });
}

const COLUMNS = ['store', 'town', 'postcode', 'opened', 'area', 'ean'];

function withCell(row: number, column: number, value: string): TextTable {
  const rows = stores();
  const changed = rows[row];
  if (changed) changed[column] = value;
  return { columns: COLUMNS, rows };
}

const find = (table: TextTable, threshold = 0.5) => findFieldErrors(table, { seed: 1, threshold });

describe('errors in the fields of a table', () => {
  it('finds nothing in a table without errors', () => {
    expect(find({ columns: COLUMNS, rows: stores() }).findings).toEqual([]);
  });

  it.each([
    ['a misspelt town', 1, 'Shefield', 'typo', 'Sheffield'],
    ['a word for nothing', 4, 'N/A', 'placeholder', ''],
    ['an empty cell', 3, '', 'missing', null],
    ['another date format', 3, '14/05/2019', 'unusual_format', null],
    ['another unit', 4, '1200 sq ft', 'wrong_kind', null],
    ['a number ten times too large', 4, '98000 m²', 'outlier', null],
    ['a wrong way of writing', 1, 'LEEDS', 'other_spelling', 'Leeds'],
    ['a space too many', 0, ' S-1017', 'spacing', 'S-1017'],
  ])('%s', (_, column, value, code, repair) => {
    const { findings } = find(withCell(17, column, value));
    expect(findings.map((one) => [one.row, one.column])).toEqual([[17, column]]);
    expect(findings[0]?.clues.map((clue) => clue.code)).toContain(code);
    if (repair !== null) expect(findings[0]?.repair).toBe(repair);
  });

  it('holds a cell against what decides it, and says what should stand there', () => {
    const rows = stores();
    const row = rows.findIndex(([, town]) => town === 'Leeds');
    const { findings } = find(withCell(row, 1, 'Bradford'));
    expect(findings).toMatchObject([{ row, column: 1, repair: 'Leeds' }]);
    expect(findings[0]?.clues[0]).toMatchObject({
      code: 'contradicts',
      params: { by: 'postcode', usual: 'Leeds' },
    });
  });

  it('learns that a column has a check digit', () => {
    const right = stores()[30]?.[5] ?? '';
    const wrong = right.slice(0, -1) + ((Number(right.at(-1)) + 3) % 10);
    const { findings } = find(withCell(30, 5, wrong), 0.4);
    expect(findings).toMatchObject([{ row: 30, column: 5, repair: right }]);
  });

  it('says the same for the same seed, and ends when told to', () => {
    const table = withCell(17, 1, 'Shefield');
    expect(find(table)).toEqual(find(table));
    const stop = AbortSignal.abort(new Error('enough'));
    expect(() => findFieldErrors(table, { seed: 1, threshold: 0.5 }, { signal: stop })).toThrow('enough');
  });

  it('takes ragged rows, one column, one row and no row', () => {
    for (const rows of [[['a'], ['a', 'b', 'c']], [['a']], []])
      expect(find({ columns: ['x', 'y'], rows }).columns).toHaveLength(2);
  });
});
