import { Field, FixedSizeList, Float32, List, Schema, Utf8 } from 'apache-arrow';

/** One row of the search index: everything here is derived from PostgreSQL and can be made again. */
export interface IndexRow {
  id: string;
  document_id: string;
  collection_id: string;
  /** Group ids that may read it; `*` stands for everybody in the workspace. */
  access: string[];
  /** The terms BM25 searches, separated by spaces: tokenising is ours (by language), the index only splits. */
  terms: string;
  vector: number[];
}

export const EVERYBODY = '*';

export function indexSchema(dimensions: number): Schema {
  const text = (name: string) => new Field(name, new Utf8(), false);
  return new Schema([
    text('id'),
    text('document_id'),
    text('collection_id'),
    new Field('access', new List(new Field('item', new Utf8(), true)), false),
    text('terms'),
    new Field('vector', new FixedSizeList(dimensions, new Field('item', new Float32(), true)), false),
  ]);
}
