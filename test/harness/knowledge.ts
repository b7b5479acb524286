import { setTimeout as sleep } from 'node:timers/promises';
import type { TestServer } from './server.ts';

/** Creates a collection and returns its id. */
export async function makeCollection(
  server: TestServer,
  name: string,
  groupIds: string[] = [],
): Promise<string> {
  return (await server.json<{ id: string }>('POST', '/api/collections', { body: { name, groupIds } })).id;
}

export async function makeGroup(server: TestServer, slug: string): Promise<string> {
  return (await server.json<{ id: string }>('POST', '/api/groups', { body: { slug, name: slug } })).id;
}

export interface Progress {
  id: string;
  status: string;
  total: number;
  ready: number;
  failed: number;
  skipped: number;
  cancelled: number;
}

/** Uploads files by name and content, with the admin's key unless told otherwise; does not wait. */
export async function upload(
  server: TestServer,
  collectionId: string,
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  fields: Record<string, string> = {},
  key?: string,
): Promise<Progress> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name);
  const answer = await server.call('POST', `/api/collections/${collectionId}/files`, { body: form, key });
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Progress;
}

/** Waits until an ingestion is over. */
export async function finished(server: TestServer, ingestion: Progress): Promise<Progress> {
  let current = ingestion;
  while (current.status === 'running' || current.status === 'open') {
    await sleep(50);
    current = await server.json<Progress>('GET', `/api/ingestions/${ingestion.id}`);
  }
  return current;
}

export async function ingest(
  server: TestServer,
  collectionId: string,
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  fields: Record<string, string> = {},
  key?: string,
): Promise<Progress> {
  return finished(server, await upload(server, collectionId, files, fields, key));
}

export interface FoundPassage {
  documentName: string;
  text: string;
  id: string;
}

/** What a search of one collection finds, best first; nothing where it is refused. */
export async function searchIn(
  server: TestServer,
  collectionId: string,
  query: string,
  key?: string,
): Promise<FoundPassage[]> {
  const body = { query, collectionIds: [collectionId] };
  const answer = await server.call('POST', '/api/search', { key, body });
  return answer.ok ? ((await answer.json()) as { data: FoundPassage[] }).data : [];
}

export interface ListedDocument {
  id: string;
  name: string;
  status: string;
  reason: string | null;
  superseded: boolean;
}

export async function documentsIn(server: TestServer, collectionId: string): Promise<ListedDocument[]> {
  const path = `/api/collections/${collectionId}/documents`;
  return (await server.json<{ data: ListedDocument[] }>('GET', path)).data;
}
