import { useQuery } from '@tanstack/react-query';
import type { AssistantDefinition, ItemOf, Result } from '../../client/endpoints.ts';
import { read } from '../../client/query.ts';
import { completed } from './definition.ts';

type Listed = ItemOf<'GET /api/apps/{slug}/versions'>;

/** A version with every field of its definition; those that were left out when it was written have their defaults. */
export interface Version extends Omit<Listed, 'definition'> {
  definition: AssistantDefinition;
}

/** All versions of an assistant, the newest first. */
export function useVersions(slug: string) {
  // What is edited and compared has to be what is saved now, however lately it was read.
  return useQuery({ ...read('GET /api/apps/{slug}/versions', { params: { slug } }), staleTime: 0, select });
}

function select({ data }: Result<'GET /api/apps/{slug}/versions'>): Version[] {
  return data.map((version) => ({ ...version, definition: completed(version.definition) }));
}
