import { call } from './studio.ts';

/** An assistant that serves. Nothing measured it: an owner lets it serve all the same, as the release says. */
export async function serving(definition: { slug: string; [field: string]: unknown }): Promise<void> {
  await call('POST', '/api/apply', { kind: 'assistant', name: definition.slug, ...definition });
  await call('POST', `/api/apps/${definition.slug}/releases`, { override: 'for the browser tests' });
}

/** A collection with these files in it, read and ready to be asked about. */
export async function collectionOf(name: string, files: Record<string, string>): Promise<string> {
  const { id } = await call<{ id: string }>('POST', '/api/collections', { name, groupIds: [] });
  const form = new FormData();
  for (const [path, text] of Object.entries(files)) form.append('file', new Blob([text]), path);
  let ingestion = await call<{ id: string; status: string }>('POST', `/api/collections/${id}/files`, form);
  while (ingestion.status === 'running' || ingestion.status === 'open') {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ingestion = await call('GET', `/api/ingestions/${ingestion.id}`);
  }
  return id;
}
