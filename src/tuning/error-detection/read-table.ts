import { parse } from 'csv-parse/sync';
import { checkErrors } from './errors.ts';
import type { TextTable } from './fields/table.ts';

export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 200;

/**
 * A text file as a table of texts. Unlike an import, nothing is trimmed or dropped: spaces and ragged rows are among the
 * errors that are looked for.
 * @throws when nothing of the kind can be made of it, with the place of the first fault
 */
export function readTextTable(filename: string, content: string): TextTable {
  const text = content.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw checkErrors.unreadable_table({ problem: 'it is empty' });
  return limited(/\.(csv|tsv|txt)$/i.test(filename) ? fromCsv(text) : fromJson(text.trim()));
}

/** @throws when a table is larger than may be looked at, or has no rows */
export function limited(table: TextTable): TextTable {
  if (table.rows.length > MOST_ROWS || table.columns.length > MOST_COLUMNS)
    throw checkErrors.table_too_large({ rows: MOST_ROWS, columns: MOST_COLUMNS });
  if (table.rows.length === 0 || table.columns.length === 0)
    throw checkErrors.unreadable_table({ problem: 'it has no rows' });
  return table;
}

/** Names that are missing or used twice get a number, so that a column can be told from another. */
export function namedColumns(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((raw, i) => {
    const name = raw.trim().slice(0, 200) || `column ${i + 1}`;
    const unique = seen.has(name) ? `${name} (${i + 1})` : name;
    seen.add(unique);
    return unique;
  });
}

function fromCsv(text: string): TextTable {
  const [header = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';', ','].find((mark) => header.includes(mark)) ?? ',';
  try {
    const [columns = [], ...rows] = parse(text, {
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
    }) as string[][];
    return { columns: namedColumns(columns), rows };
  } catch (error) {
    throw checkErrors.unreadable_table({ problem: messageOf(error) });
  }
}

function fromJson(text: string): TextTable {
  const values = text.startsWith('[')
    ? parseJson(text)
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, i) => parseJson(line, i + 1));
  if (!Array.isArray(values)) throw checkErrors.unreadable_table({ problem: 'it is not a list of objects' });
  const wrong = values.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
  if (wrong >= 0) throw checkErrors.unreadable_table({ problem: `row ${wrong + 1} is not an object` });
  const records = values as Record<string, unknown>[];
  const columns = [...new Set(records.flatMap((row) => Object.keys(row)))];
  return {
    columns: namedColumns(columns),
    rows: records.map((row) => columns.map((name) => cell(row[name]))),
  };
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parseJson(text: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw checkErrors.unreadable_table({
      problem: `${line === undefined ? '' : `line ${line}: `}${messageOf(error)}`,
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 300) : 'it is not valid';
}
