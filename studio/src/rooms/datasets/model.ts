import type { ItemOf } from '../../client/endpoints.ts';
import { changed } from '../../client/query.ts';

export type Dataset = ItemOf<'GET /api/datasets'>;
export type Example = ItemOf<'GET /api/datasets/{slug}/examples'>;
export type Item = Example['item'];
export type Proposal = ItemOf<'GET /api/proposals'>;

/** Whether something is known to be right: a proposal without it is completed before it is accepted. */
export function measures({ answer, passages, unanswerable }: Item): boolean {
  return Boolean(unanswerable || passages?.length || answer?.trim());
}

/** What stays of an example's id when a sealed version keeps the old row and another goes on. */
export function nameOf(id: string): string {
  return id.split('.')[0] ?? id;
}

/** The columns of the grid, in their order. */
export const COLUMNS = ['question', 'answer', 'passages', 'unanswerable', 'groups', 'tags'] as const;
export type ColumnKey = (typeof COLUMNS)[number];
export type TextColumn = Exclude<ColumnKey, 'passages' | 'unanswerable'>;

/** A cell as text that somebody can edit. */
export function textOf(item: Item, column: TextColumn): string {
  const value = item[column];
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

/** The example with the text of one cell changed. */
export function withText(item: Item, column: TextColumn, text: string): Item {
  if (column === 'question') return { ...item, question: text.trim() };
  if (column === 'answer') return { ...item, answer: text.trim() === '' ? null : text };
  return { ...item, [column]: listed(text) };
}

/** "a, b;c" → ['a', 'b', 'c'], each once. */
export function listed(text: string): string[] {
  const parts = text.split(/[,;，；、\n]/).map((part) => part.trim());
  return [...new Set(parts.filter(Boolean))];
}

export const EMPTY_ITEM: Item = {
  question: '',
  answer: null,
  passages: [],
  unanswerable: false,
  groups: [],
  tags: [],
};

const FIELDS = new Set<string>(Object.keys(EMPTY_ITEM));

/** Fields that graders may use and this studio has no column for. */
export function furtherFields(item: Item): Record<string, unknown> | undefined {
  const rest = Object.entries(item).filter(([name]) => !FIELDS.has(name));
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

/** After the number, the tags or the version of examples changed. */
export function datasetChanged(): Promise<void> {
  return changed('GET /api/datasets', 'GET /api/datasets/{slug}');
}
