import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor, IncomingFile } from '../../kernel/index.ts';
import {
  createCollection,
  getIngestion,
  getVectorStore,
  listCollections,
  updateVectorStore,
  uploadFiles,
} from '../../knowledge/index.ts';
import type { Platform } from '../platform.ts';
import { type DemoPlan, HOME } from './plan.ts';

interface Context {
  idOf: (group: string) => string;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** Uploads each collection once, and waits until its documents can be searched. */
export async function fillKnowledge(
  { knowledge }: Platform,
  seeder: Actor,
  plan: DemoPlan,
  { idOf, say, signal }: Context,
): Promise<void> {
  const { data: existing } = await listCollections(knowledge, seeder);
  const ingestions: string[] = [];
  for (const { folder, also, groups, ...collection } of plan.collections) {
    const { slug, name } = collection;
    const known = existing.find((collection) => collection.slug === slug);
    const id =
      known?.id ??
      (await createCollection(knowledge, seeder, { ...collection, groupIds: groups.map(idOf) })).id;
    if ((await getVectorStore(knowledge, seeder, { vector_store_id: id })).metadata.demo === 'complete')
      continue;
    const paths = [folder, ...also].flatMap((path) => filesBelow(join(HOME, path)));
    say(`Filling the demo: ${name}, ${paths.length} documents`);
    const files = async (take: (file: IncomingFile) => Promise<void>) => {
      for (const path of paths) await take(fileOf(path));
    };
    const call = {
      signal,
      headers: new Headers(),
      header: () => null,
      reply: new Headers(),
      incoming: { fields: {}, files },
    };
    ingestions.push((await uploadFiles(knowledge, seeder, { id }, call)).id);
    await updateVectorStore(knowledge, seeder, { vector_store_id: id, metadata: { demo: 'complete' } });
  }
  for (const id of ingestions) {
    while ((await getIngestion(knowledge, seeder, { id })).status === 'running')
      await sleep(300, undefined, { signal });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function fileOf(path: string): IncomingFile {
  const filename = relative(join(HOME, 'documents'), path);
  return { field: 'file', filename, mediaType: 'application/octet-stream', bytes: once(readFileSync(path)) };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
