import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { watch } from './upload/uploads.ts';

/** Reads documents again that failed or were cancelled: all of the collection, or those given. */
export async function retry(collectionId: string, documentIds?: string[]): Promise<void> {
  const { id } = await api('POST /api/collections/{id}/retry', {
    params: { id: collectionId },
    body: { documentIds },
  });
  watch(collectionId, [id]);
  await changed('GET /api/collections/{id}/ingestions', 'GET /api/collections/{id}/documents');
}
