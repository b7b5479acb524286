import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Collection, Document, Ingestion } from '../../../src/knowledge/contract.ts';
import { type Client, Refused } from '../client.ts';

const Documents = z.object({ data: z.array(Document), hasMore: z.boolean() });
const END_MS = 180_000;

/** A collection through its API, as a client sees it. */
export interface Shelf {
  id: string;
  name: string;
  /** Sends files until they are acknowledged; returns the ingestion's id. */
  upload(files: ReadonlyMap<string, string | Uint8Array<ArrayBuffer>>): Promise<string>;
  ingestion(id: string): Promise<z.infer<typeof Ingestion>>;
  /** Waits until an ingestion is over; it is returned as it is when it takes too long. */
  ended(id: string): Promise<z.infer<typeof Ingestion>>;
  documents(): Promise<z.infer<typeof Document>[]>;
  original(documentId: string): Promise<string>;
  remove(documentId: string): Promise<void>;
}

export async function makeShelf(client: Client, name: string): Promise<Shelf> {
  const made = Collection.parse(await client.send('POST', '/api/collections', () => ({ name })));
  const at = `/api/collections/${made.id}`;
  const ingestion = async (id: string) => Ingestion.parse(await client.send('GET', `/api/ingestions/${id}`));
  return {
    id: made.id,
    name,
    async upload(files) {
      const form = () => {
        const data = new FormData();
        for (const [file, content] of files) data.append('file', new Blob([content]), file);
        return data;
      };
      return Ingestion.parse(await client.send('POST', `${at}/files`, form)).id;
    },
    ingestion,
    async ended(id) {
      const until = Date.now() + END_MS;
      for (;;) {
        const now = await ingestion(id);
        if ((now.status !== 'running' && now.status !== 'open') || Date.now() > until) return now;
        await sleep(100);
      }
    },
    async documents() {
      const { data, hasMore } = Documents.parse(await client.send('GET', `${at}/documents?limit=1000`));
      if (hasMore) throw new Error(`${name} has more than 1,000 documents; the test reads one page`);
      return data;
    },
    async original(documentId) {
      return Buffer.from(await client.download(`/api/documents/${documentId}/original`)).toString('utf8');
    },
    async remove(documentId) {
      try {
        await client.send('DELETE', `/api/documents/${documentId}`);
      } catch (error) {
        // Deleted by an attempt whose answer was lost: that is what was asked for.
        if (!(error instanceof Refused) || error.status !== 404) throw error;
      }
    },
  };
}
