import { QueryClient, queryOptions } from '@tanstack/react-query';
import { apiWithSignal } from './api.ts';
import { ApiError } from './api-error.ts';
import type { At, Reading, SentArgument } from './endpoints.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Trying again helps against a busy server, never against a refusal.
      retry: (count, error) => count < 2 && error instanceof ApiError && error.status >= 502,
    },
  },
});

/** A query for an operation that reads: `useQuery(read('GET /api/apps'))`. Its key begins with the operation's place. */
export function read<A extends Reading>(at: A, ...sent: SentArgument<A>) {
  return queryOptions({
    queryKey: [at, ...sent] as const,
    queryFn: ({ signal }) => apiWithSignal(at, signal, ...sent),
  });
}

/** After a change: what was read from these places is read again. */
export function changed(...places: At[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => places.some((place) => place === queryKey[0]),
  });
}
