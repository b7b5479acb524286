import { setImmediate as breathe } from 'node:timers/promises';
import type { Table } from '@lancedb/lancedb';
import type { Hit, Readable, Scored, TermQuery } from '../queries.ts';
import { createVectors, type Vectors } from './vectors.ts';
import { createWords, type Words } from './words.ts';

const COLUMNS = ['id', 'collection_id', 'access', 'terms', 'vector'];
/** Passages that are read at a time, some milliseconds: others go on in between. */
const AT_A_TIME = 250;
/** Labels are kept in 16 bits. */
const MOST_LABELS = 65_536;
/** A passage without its terms: 440 bytes for the vector, the rest for its id. */
const BYTES_OF_A_PASSAGE = 520;

/** What is readable by the same people: one collection, and the groups that its documents are for. */
interface Label {
  collectionId: string;
  access: readonly string[];
}

/** A workspace's passages in memory, as one version of its table has them. */
export interface Snapshot {
  bytes: number;
  byVector(vector: Float32Array, within: Readable): Scored[];
  byTerms(query: TermQuery): Hit[];
}

/**
 * Reads a table into memory: two to four seconds for 100,000 passages.
 * @param table opened for this alone: it stays at the version it was opened at
 * @returns undefined when it takes more memory, or has more kinds of readers, than can be kept so
 */
export async function readSnapshot(table: Table, mostBytes: number): Promise<Snapshot | undefined> {
  const rows = await table.countRows();
  if (rows * BYTES_OF_A_PASSAGE > mostBytes) return undefined;
  const vectors = createVectors(rows, MOST_LABELS);
  const words = createWords(rows);
  const ids: string[] = [];
  const labelOf = new Uint16Array(rows);
  const { labels, labelled } = createLabels();
  const size = () => ids.length * BYTES_OF_A_PASSAGE + words.bytes();
  for await (const batch of table.query().select(COLUMNS)) {
    const [id, collection, access, terms, vector] = COLUMNS.map((name) => batch.getChild(name));
    const first = ids.length;
    for (let i = 0; i < batch.numRows; i += 1) {
      if (i % AT_A_TIME === 0) await breathe();
      labelOf[first + i] = labelled(String(collection?.get(i)), Array.from(access?.get(i) ?? [], String));
      ids.push(String(id?.get(i)));
      words.add(String(terms?.get(i)));
    }
    vectors.add(vector?.data[0]?.children[0]?.values, labelOf.subarray(first, ids.length));
    if (labels.length > MOST_LABELS || size() > mostBytes) return undefined;
  }
  return serve({ bytes: size(), vectors, words: await words.done(), ids, labelOf, labels });
}

function createLabels() {
  const labels: Label[] = [];
  const numbers = new Map<string, number>();
  const labelled = (collectionId: string, access: readonly string[]): number => {
    const key = [collectionId, ...access].join(' ');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, labels.length);
    return labels.push({ collectionId, access }) - 1;
  };
  return { labels, labelled };
}

interface Read {
  bytes: number;
  vectors: Vectors;
  words: Words;
  ids: string[];
  labelOf: Uint16Array;
  labels: Label[];
}

function serve({ bytes, vectors, words, ids, labelOf, labels }: Read): Snapshot {
  /** For each label 1 if its passages may be read. */
  const allowedIn = ({ collectionIds, access }: Readable) =>
    Uint8Array.from(labels, (label) =>
      Number(
        collectionIds.includes(label.collectionId) && label.access.some((group) => access.includes(group)),
      ),
    );
  const idOf = (row: number) => ids[row] ?? '';
  return {
    bytes,
    byVector(vector, within) {
      const near = vectors.nearest(vector, allowedIn(within), within.limit);
      return near.map(({ row, score }) => ({ id: idOf(row), score }));
    },
    byTerms(query) {
      const allowed = allowedIn(query);
      const readable = (row: number) => allowed[labelOf[row] ?? -1] === 1;
      return words.best(query.terms, readable, query.limit).map(({ row, score }) => ({
        ...{ id: idOf(row), score },
        cosine: (question) => vectors.cosine(row, question),
      }));
    },
  };
}
