import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPlatform, type Platform } from '../../src/api/platform.ts';
import { makeWorkspace } from '../../src/identity/testing.ts';
import { type Actor, type IncomingFile, loadConfig } from '../../src/kernel/index.ts';
import { createCollection, getIngestion, uploadFiles } from '../../src/knowledge/index.ts';
import { listDocuments } from '../../src/knowledge/manage-documents.ts';

export interface Text {
  name: string;
  text: string;
}

/** A workspace of a real platform, with its owner. */
export interface Bench {
  platform: Platform;
  actor: Actor;
  /** Ingests texts as files through the ordinary upload and waits until they are ready; returns the collection's id. */
  ingest(name: string, texts: readonly Text[]): Promise<string>;
}

/** A real platform in a temporary folder, for benchmarks and training: opened, used, and thrown away. */
export interface Throwaway extends Bench {
  dir: string;
  /** A further workspace, with an index of its own. */
  workspace(slug: string): Promise<Bench>;
  close(): Promise<void>;
}

export async function openThrowaway(env: Record<string, string> = {}): Promise<Throwaway> {
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-bench-'));
  const config = loadConfig({ SEVENFOLD_DATA_DIR: dir, LOG_LEVEL: 'error', ...env });
  const platform = await openPlatform(config, 'server');
  await platform.kernel.durable.launch();
  const workspace = async (slug: string): Promise<Bench> => {
    const actor = ownerOf(await makeWorkspace(platform.identity, slug));
    return { platform, actor, ingest: (name, texts) => ingest(platform, actor, name, texts) };
  };
  return {
    ...(await workspace('bench')),
    dir,
    workspace,
    async close() {
      await platform.kernel.durable.shutdown(1_000);
      await platform.kernel.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function ownerOf(workspaceId: string): Actor {
  const person = { id: 'bench', kind: 'person', name: 'Bench' } as const;
  return { workspaceId, ...person, role: 'owner', groups: [], scopes: 'all' };
}

async function ingest(
  { knowledge }: Platform,
  actor: Actor,
  name: string,
  texts: readonly Text[],
): Promise<string> {
  const { id } = await createCollection(knowledge, actor, { name, description: '', groupIds: [] });
  const files = async (take: (file: IncomingFile) => Promise<void>) => {
    for (const { name: filename, text } of texts)
      await take({ field: 'file', filename, mediaType: 'text/plain', bytes: once(Buffer.from(text)) });
  };
  const call = {
    signal: new AbortController().signal,
    headers: new Headers(),
    header: () => null,
    reply: new Headers(),
    incoming: { fields: {}, files },
  };
  let ingestion = await uploadFiles(knowledge, actor, { id }, call);
  while (ingestion.status === 'running') {
    await sleep(100);
    ingestion = await getIngestion(knowledge, actor, { id: ingestion.id });
  }
  if (ingestion.ready !== texts.length) {
    const { data } = await listDocuments(knowledge, actor, { id, status: 'failed', limit: 10 });
    const reasons = data.map((document) => `${document.name}: ${document.reason}`).join(', ');
    throw new Error(`${name}: ${ingestion.ready} of ${texts.length} texts were ingested. ${reasons}`);
  }
  return id;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
