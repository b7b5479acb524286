import { ExampleItem, type FIELDS } from '../contract.ts';
import type { Table } from './read-table.ts';

export type Mapping = Partial<Record<(typeof FIELDS)[number], string>>;

/** What columns with these names most likely hold. */
const NAMES: Record<(typeof FIELDS)[number], RegExp> = {
  question: /^(question|query|input|prompt|utterance|text|user|问题|pregunta)$/i,
  answer: /^(answer|expected|expected_?answer|ideal|output|target|label|reference|答案|respuesta)$/i,
  document: /^(document|doc|file|filename|source|expected_?document|文档)$/i,
  quote: /^(quote|passage|context|evidence|expected_?quote|引文)$/i,
  unanswerable: /^(unanswerable|is_?impossible|abstain|no_?answer)$/i,
  groups: /^(groups?|asker_?groups?|role)$/i,
  tags: /^(tags?|slices?|category|topic|language|标签)$/i,
};

export function guessMapping(columns: readonly string[]): Mapping {
  const mapping: Mapping = {};
  for (const [field, pattern] of Object.entries(NAMES) as [keyof Mapping, RegExp][]) {
    const column = columns.find((name) => pattern.test(name.trim()));
    if (column !== undefined) mapping[field] = column;
  }
  return mapping;
}

export interface Mapped {
  items: ExampleItem[];
  problems: { row: number; problem: string }[];
}

/** Makes examples of rows; rows that cannot be one are named and left out. Columns without a place are kept as fields. */
export function mapRows(table: Table, mapping: Mapping): Mapped {
  const mapped: Mapped = { items: [], problems: [] };
  for (const [i, row] of table.rows.entries()) {
    const parsed = ExampleItem.safeParse(toItem(row, mapping));
    if (parsed.success) mapped.items.push(parsed.data);
    else mapped.problems.push({ row: i + 1, problem: explain(parsed.error.issues[0]) });
  }
  return mapped;
}

function toItem(row: Record<string, unknown>, mapping: Mapping): Record<string, unknown> {
  const at = (field: keyof Mapping) => {
    const column = mapping[field];
    return column === undefined ? undefined : row[column];
  };
  const used = new Set(Object.values(mapping));
  const rest = Object.fromEntries(
    Object.entries(row).filter(([name]) => !used.has(name) && !(name in NAMES) && name !== 'passages'),
  );
  const [document, quote] = [text(at('document')), text(at('quote'))];
  const own = Array.isArray(row.passages) ? row.passages : Array.isArray(row.expected) ? row.expected : [];
  const passages = document && quote ? [{ document, quote }] : own;
  if (passages === row.expected) delete rest.expected;
  return {
    ...rest,
    question: text(at('question')) ?? '',
    answer: text(at('answer')) ?? null,
    passages,
    unanswerable: truth(at('unanswerable')),
    groups: list(at('groups')),
    tags: list(at('tags')),
  };
}

function text(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function truth(value: unknown): boolean {
  return value === true || value === 1 || /^(true|yes|1|ja|sí|是)$/i.test(text(value) ?? '');
}

function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return (text(value) ?? '')
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function explain(issue: { path: PropertyKey[]; message: string } | undefined): string {
  return issue ? `${issue.path.join('.') || 'the row'} ${issue.message}` : 'cannot be an example';
}
