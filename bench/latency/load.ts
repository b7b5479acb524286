import { addGroup } from '../../src/identity/store/groups.ts';
import { createCollection } from '../../src/knowledge/index.ts';
import { acceptFile } from '../../src/knowledge/ingestion/accept-file.ts';
import { toBytes } from '../../src/knowledge/search/index-rows.ts';
import { rebuildPage, settleIndex } from '../../src/knowledge/search/refresh-index.ts';
import { changeDocument } from '../../src/knowledge/store/documents.ts';
import { openIngestion } from '../../src/knowledge/store/ingestions.ts';
import { replacePassages } from '../../src/knowledge/store/passages.ts';
import { progress } from '../harness/report.ts';
import type { Bench } from '../harness/throwaway.ts';

const GROUPS = 7;
const PASSAGES_PER_DOCUMENT = 20;
/** Every tenth document is for one group only. */
const RESTRICTED_EVERY = 10;
const DOCUMENTS_PER_TRANSACTION = 50;

export interface Loaded {
  collectionId: string;
  groupIds: string[];
  /** Ids of the passages, in the order of the corpus. */
  ids: string[];
  /** For each passage the group it is restricted to; undefined is everybody. */
  groupOf: (string | undefined)[];
  databaseSeconds: number;
  indexSeconds: number;
}

/** Writes passages into database and index with the room's own functions, without parsing and embedding them again. */
export async function load(
  bench: Bench,
  passages: readonly string[],
  vectors: readonly Float32Array[],
): Promise<Loaded> {
  const { knowledge } = bench.platform;
  const { workspaceId } = bench.actor;
  const groupIds: string[] = [];
  for (let i = 1; i <= GROUPS; i += 1) {
    const group = { slug: `group-${i}`, name: `Group ${i}` };
    groupIds.push((await knowledge.db.in(workspaceId, (tx) => addGroup(tx, workspaceId, group))).id);
  }
  const made = await createCollection(knowledge, bench.actor, {
    name: 'corpus',
    description: '',
    groupIds: [],
  });
  const documentCount = Math.ceil(passages.length / PASSAGES_PER_DOCUMENT);
  const groupOfDocument = (n: number) =>
    n % RESTRICTED_EVERY === 0 ? groupIds[(n / RESTRICTED_EVERY) % GROUPS] : undefined;
  const began = performance.now();
  for (let first = 0; first < documentCount; first += DOCUMENTS_PER_TRANSACTION) {
    const last = Math.min(documentCount, first + DOCUMENTS_PER_TRANSACTION);
    await knowledge.db.in(workspaceId, async (tx) => {
      const collectionId = made.id;
      const ingestionId = await openIngestion(tx, { workspaceId, collectionId, createdBy: 'bench' });
      for (let n = first; n < last; n += 1) {
        const own = passages.slice(n * PASSAGES_PER_DOCUMENT, (n + 1) * PASSAGES_PER_DOCUMENT);
        const group = groupOfDocument(n);
        const documentId = await acceptFile(tx, {
          ...{ workspaceId, collectionId, ingestionId, name: `document-${n}.txt`, mediaType: 'text/plain' },
          ...{
            bytes: once(own.join('\n\n')),
            groupIds: group ? [group] : null,
            dataClass: null,
            attributes: {},
            createdBy: 'bench',
            uploader: { id: 'bench', groups: null },
          },
        });
        if (!documentId) throw new Error(`document ${n} was there already`);
        const rows = own.map((text, i) => {
          const place = n * PASSAGES_PER_DOCUMENT + i;
          const at = { id: idOf(place), workspaceId, collectionId, documentId, ordinal: i, headings: [] };
          const vector = toBytes(vectors[place] ?? new Float32Array());
          return { ...at, text, start: 0, end: text.length, page: null, vector };
        });
        await replacePassages(tx, documentId, rows);
        const ready = {
          status: 'ready',
          language: 'en',
          passageCount: rows.length,
          readyAt: new Date(),
        } as const;
        await changeDocument(tx, documentId, ready);
      }
    });
    if (first % 1_000 === 0) progress(`wrote ${first} of ${documentCount} documents`);
  }
  const databaseSeconds = (performance.now() - began) / 1_000;
  const indexing = performance.now();
  let after: string | undefined = '';
  while (after !== undefined) after = await rebuildPage(knowledge, workspaceId, after);
  progress('wrote the index rows');
  await settleIndex(knowledge, workspaceId);
  progress('built the indices');
  return {
    collectionId: made.id,
    groupIds,
    ids: passages.map((_, i) => idOf(i)),
    groupOf: passages.map((_, i) => groupOfDocument(Math.floor(i / PASSAGES_PER_DOCUMENT))),
    databaseSeconds,
    indexSeconds: (performance.now() - indexing) / 1_000,
  };
}

function idOf(place: number): string {
  return `psg_bench_${String(place).padStart(8, '0')}`;
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
