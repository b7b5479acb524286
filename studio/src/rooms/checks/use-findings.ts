import { useInfiniteQuery } from '@tanstack/react-query';
import { api, apiWithSignal } from '../../client/api.ts';
import { queryClient } from '../../client/query.ts';
import { useExplain } from '../../i18n/explain.ts';
import { notify } from '../../parts/toast.tsx';
import { checkChanged, type Finding, type FindingStatus } from './model.ts';

const LIST = 'GET /api/error-checks/{id}/findings';
const PAGE = 100;

export type Decision =
  | { status: 'confirmed' | 'dismissed' | 'open' }
  | { status: 'corrected'; correction: string };

interface Filter {
  status?: FindingStatus;
  column?: string;
}

/** The findings of a search, page by page, the surest first. */
export function useFindings(id: string, filter: Filter) {
  const queryKey = [LIST, id, filter] as const;
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      apiWithSignal(LIST, signal, { params: { id }, query: { ...filter, after: pageParam, limit: PAGE } }),
    getNextPageParam: (page) => (page.hasMore ? page.data.at(-1)?.id : undefined),
  });
  return { ...query, findings: query.data?.pages.flatMap((page) => page.data) };
}

/** Decides; the finding leaves a list of its old state at once and comes back when the server refuses. */
export function useDecide(id: string, filter: Filter) {
  const explain = useExplain();
  const queryKey = [LIST, id, filter] as const;
  return async (finding: Finding, decision: Decision): Promise<void> => {
    const next = { ...finding, status: decision.status };
    queryClient.setQueryData<Pages>(
      queryKey,
      (old) =>
        old && {
          ...old,
          pages: old.pages.map((page) => ({
            ...page,
            data: page.data.flatMap((one) => (one.id !== finding.id ? one : filter.status ? [] : next)),
          })),
        },
    );
    try {
      await api('PATCH /api/error-findings/{id}', { params: { id: finding.id }, body: decision });
    } catch (error) {
      notify(explain(error).what, { failed: true });
    }
    // The other lists of this search hold it in another state by now; this one too when the server refused.
    await queryClient.invalidateQueries({ queryKey: [LIST, id] });
    void checkChanged();
  };
}

interface Pages {
  pages: { data: Finding[]; hasMore: boolean }[];
  pageParams: unknown[];
}
