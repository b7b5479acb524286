import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { dataFile } from '../harness/data.ts';
import type { Planted } from './plant-errors.ts';

function readCsv(name: string): { columns: string[]; rows: string[][] } {
  const [columns = [], ...rows] = parse(readFileSync(dataFile(`data-errors-raha/${name}.csv`), 'utf8'), {
    relax_column_count: true,
    bom: true,
  }) as string[][];
  return { columns, rows };
}

/** A table of the Raha project with its errors, and the same table corrected by its authors. */
export function rahaTable(name: 'beers' | 'hospital'): Planted {
  const [dirty, clean] = [readCsv(`${name}.dirty`), readCsv(`${name}.clean`)];
  if (dirty.rows.length !== clean.rows.length) throw new Error(`${name}: the two tables differ in length`);
  return { dirty, clean };
}
