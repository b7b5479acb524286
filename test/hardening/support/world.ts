import { ROLES, type Role } from '../../../src/kernel/contract.ts';
import { ingest, makeCollection, makeGroup } from '../../harness/knowledge.ts';
import { releaseAnyway } from '../../harness/releases.ts';
import { ADMIN_KEY, type TestServer } from '../../harness/server.ts';
import { startUpstream, type Upstream } from '../../harness/upstream.ts';
import { type Measured, measure } from './measure.ts';

/** A collection with one read document, by all the ids it can be reached with. */
export interface Shelf {
  groupIds: string[];
  collectionId: string;
  documentId: string;
  fileId: string;
  ingestionId: string;
  passageId: string;
}

/** A workspace with one of everything, for tests that walk all routes. */
export interface World {
  server: TestServer;
  upstream: Upstream;
  /** Keys with every scope that are in no group. */
  keys: Record<Role, string>;
  /** The same, in the group `finance`. */
  insiders: Record<Role, string>;
  finance: string;
  /** Readable by everybody. */
  open: Shelf;
  /** Readable by `finance` only. */
  restricted: Shelf;
  /** An assistant that answers from the open collection. */
  app: string;
  /** What the key of the role member asked it. */
  runId: string;
  measured: Measured;
  providerId: string;
  close(): Promise<void>;
}

const RETURNS = `# Returns

You may return most goods within 45 days of delivery. Tools with petrol engines may be returned within 30 days.
`;
const SALARIES = `# Salary bands 2026

Store managers in Leeds are paid between £41,000 and £47,500 a year. The bands are reviewed each April.
`;

export async function makeWorld(server: TestServer): Promise<World> {
  const upstream = await startUpstream('The scripted answer.');
  const finance = await makeGroup(server, 'finance');
  const keys = await keysOf(server);
  const insiders = await keysOf(server, [finance]);
  const open = await shelve(server, { name: 'Handbook', file: 'returns.md', text: RETURNS, key: keys.owner });
  const secret = { name: 'Salaries', file: 'salaries.md', text: SALARIES, groupIds: [finance] };
  const restricted = await shelve(server, { ...secret, key: insiders.owner });
  const app = 'handbook';
  const definition = { kind: 'assistant', slug: app, name: 'Handbook', model: 'local/grounded' };
  await server.call('POST', '/api/apply', { body: { ...definition, knowledge: ['handbook'] } });
  await releaseAnyway(server, app);
  const provider = await server.json<{ id: string }>('POST', '/api/providers', {
    body: { slug: 'scripted', baseUrl: upstream.url, apiKey: 'sk-upstream-1234567890' },
  });
  const runId = await ask(server, app, 'Within how many days may I return goods?', keys.member);
  const measured = await measure(server, app, keys.owner);
  return {
    ...{ server, upstream, keys, insiders, finance, open, restricted, app, runId, measured },
    providerId: provider.id,
    close: () => upstream.close(),
  };
}

async function keysOf(server: TestServer, groupIds: string[] = []): Promise<Record<Role, string>> {
  const made = await Promise.all(
    ROLES.map(async (role) => [role, await server.key(role, { groupIds })] as const),
  );
  return Object.fromEntries(made) as Record<Role, string>;
}

/** Makes a collection, reads one file into it and finds out what ids it got. */
export async function shelve(
  server: TestServer,
  want: { name: string; file: string; text: string; groupIds?: string[]; key: string },
): Promise<Shelf> {
  const { name, file, text, groupIds = [], key } = want;
  const collectionId = await makeCollection(server, name, groupIds);
  const { id: ingestionId } = await ingest(server, collectionId, { [file]: text });
  const { documentId, fileId } = await newestDocument(server, collectionId);
  const document = await server.json<{ parts: { id: string }[] }>('GET', `/api/documents/${documentId}`, {
    key,
  });
  const passageId = document.parts[0]?.id ?? '';
  return { groupIds, collectionId, documentId, fileId, ingestionId, passageId };
}

/** The newest document of a collection, read or not. */
export async function newestDocument(server: TestServer, collectionId: string) {
  const { data } = await server.json<{ data: { id: string; fileId: string }[] }>(
    'GET',
    `/api/collections/${collectionId}/documents`,
    { key: ADMIN_KEY },
  );
  return { documentId: data[0]?.id ?? '', fileId: data[0]?.fileId ?? '' };
}

/** Asks an assistant to the end and returns the run's id. */
export async function ask(server: TestServer, app: string, question: string, key: string): Promise<string> {
  const answer = await server.call('POST', `/api/apps/${app}/ask`, {
    key,
    body: { messages: [{ role: 'user', content: question }] },
  });
  const text = await answer.text();
  return /"id":"(run_\w+)"/.exec(text)?.[1] ?? '';
}
