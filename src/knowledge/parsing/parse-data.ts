import { parse as parseCsvRows } from 'csv-parse/sync';
import { type Block, type ParsedDocument, Unreadable } from './blocks.ts';
import { decodeText } from './decode-text.ts';
import { markdownBlocks } from './parse-markdown.ts';
import { tableBlocks } from './rows.ts';

export function parseCsv(bytes: Uint8Array): ParsedDocument {
  const text = decodeText(bytes);
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const delimiter = [',', ';', '\t', '|'].sort(
    (a, b) => firstLine.split(b).length - firstLine.split(a).length,
  )[0];
  try {
    const rows: string[][] = parseCsvRows(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      bom: true,
      trim: true,
    });
    return { blocks: tableBlocks(rows), attributes: {} };
  } catch {
    throw new Unreadable('damaged');
  }
}

export function parseJson(bytes: Uint8Array): ParsedDocument {
  const value = json(decodeText(bytes));
  const records = Array.isArray(value) ? value : [value];
  const blocks = records.flatMap(recordBlocks);
  const only = records.length === 1 ? records[0] : undefined;
  return { title: only === undefined ? '' : titleOf(only), blocks, attributes: {} };
}

export function parseJsonLines(bytes: Uint8Array): ParsedDocument {
  const lines = decodeText(bytes)
    .split('\n')
    .filter((line) => line.trim());
  return { title: '', blocks: lines.flatMap((line) => recordBlocks(json(line))), attributes: {} };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('damaged');
  }
}

/** A record with a title and a body is a small article; any other becomes one line per field. */
function recordBlocks(record: unknown): Block[] {
  if (typeof record !== 'object' || record === null) return [{ kind: 'text', text: String(record) }];
  const body = field(record, ['content', 'body', 'text', 'markdown', 'answer']);
  const title = titleOf(record);
  const heading: Block[] = title ? [{ kind: 'heading', level: 1, text: title }] : [];
  if (body !== undefined && body.length > 40) return [...heading, ...demote(markdownBlocks(body))];
  const items = flatten(record, '').slice(0, 2_000);
  return items.length > 0 ? [...heading, { kind: 'list', items }] : heading;
}

/** The record's own title stays on top of the outline. */
function demote(blocks: Block[]): Block[] {
  return blocks.map((block) =>
    block.kind === 'heading' ? { ...block, level: Math.min(6, block.level + 1) } : block,
  );
}

function titleOf(record: unknown): string | undefined {
  return typeof record === 'object' && record !== null
    ? field(record, ['title', 'name', 'question', 'subject'])
    : undefined;
}

function field(record: object, names: string[]): string | undefined {
  for (const name of names) {
    const value: unknown = Reflect.get(record, name);
    if (typeof value === 'string' && value.trim()) return value.trim();
  }
  return undefined;
}

function flatten(value: unknown, path: string, depth = 0): string[] {
  if (value === null || value === undefined || depth > 8) return [];
  if (typeof value !== 'object') return [`${path}: ${String(value)}`];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, path ? `${path}.${key}` : key, depth + 1),
  );
}
