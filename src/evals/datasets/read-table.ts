import { parse } from 'csv-parse/sync';
import { evalErrors } from '../errors.ts';

/** Rows of a file as fields by name; `columns` in the order they first appear. */
export interface Table {
  columns: string[];
  rows: Record<string, unknown>[];
}

/** More rows than this belong into a training set, not into something people keep by hand. */
const MOST_ROWS = 50_000;

/**
 * Reads CSV (comma, semicolon or tab; header row), JSON (an array, or an object with one array in it) or JSONL.
 * @throws when nothing of the kind can be made of it, with the place of the first fault.
 */
export function readTable(filename: string, content: string): Table {
  const text = content.replace(/^\uFEFF/, '').trim();
  if (text === '') throw evalErrors.unreadable_import({ problem: 'it is empty' });
  const rows = /\.(csv|tsv|txt)$/i.test(filename) ? fromCsv(text) : fromJson(text);
  if (rows.length === 0) throw evalErrors.unreadable_import({ problem: 'it has no rows' });
  if (rows.length > MOST_ROWS)
    throw evalErrors.unreadable_import({ problem: `it has more than ${MOST_ROWS} rows` });
  return { columns: [...new Set(rows.slice(0, 1_000).flatMap((row) => Object.keys(row)))], rows };
}

function fromCsv(text: string): Record<string, unknown>[] {
  const [header = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';', ','].find((mark) => header.includes(mark)) ?? ',';
  try {
    return parse(text, {
      columns: (names: string[]) => names.map((name, i) => name.trim() || `column ${i + 1}`),
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    throw evalErrors.unreadable_import({ problem: messageOf(error) });
  }
}

function fromJson(text: string): Record<string, unknown>[] {
  if (text.startsWith('[')) return objects(parseJson(text));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 1 && isJson(lines[0] ?? ''))
    return objects(lines.map((line, i) => parseJson(line, i + 1)));
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return objects([value]);
  const inner = Object.values(value).find((one) => Array.isArray(one));
  return objects(inner ?? [value]);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function parseJson(text: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = line === undefined ? '' : `line ${line}: `;
    throw evalErrors.unreadable_import({ problem: `${where}${messageOf(error)}` });
  }
}

function objects(value: unknown): Record<string, unknown>[] {
  const rows = Array.isArray(value) ? value : [];
  const wrong = rows.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
  if (wrong >= 0) throw evalErrors.unreadable_import({ problem: `row ${wrong + 1} is not an object` });
  return rows;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 300) : 'it is not valid';
}
