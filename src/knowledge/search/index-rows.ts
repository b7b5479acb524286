import { terms } from '../../kernel/index.ts';
import type { IndexableRow } from '../store/passages.ts';
import { EVERYBODY, type IndexRow } from './index-schema.ts';

/** The text a passage is searched by: where it stands, then what it says. */
export function searchText(passage: {
  title: string | null;
  headings: readonly string[];
  text: string;
}): string {
  const path = [...new Set([passage.title ?? '', ...passage.headings])].filter(Boolean).join(' > ');
  return path ? `${path}\n${passage.text}` : passage.text;
}

export function toIndexRow(row: IndexableRow): IndexRow {
  return {
    id: row.id,
    document_id: row.documentId,
    collection_id: row.collectionId,
    access: row.groups.length === 0 ? [EVERYBODY] : row.groups,
    terms: terms(searchText(row), row.language ?? undefined).join(' '),
    vector: Array.from(fromBytes(row.vector)),
  };
}

export function toBytes(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

export function fromBytes(bytes: Uint8Array): Float32Array {
  // A copy: the driver's buffer need not begin at a multiple of four.
  return new Float32Array(new Uint8Array(bytes).buffer);
}
