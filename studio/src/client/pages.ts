import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Reading } from './endpoints.ts';
import { queryClient } from './query.ts';

interface PageAsked {
  /** The id of the last row of the page before. */
  after: string | undefined;
  limit: number;
}

/** A quick first page, and then large ones: who scrolls on wants the rest. */
const FIRST_PAGE = 100;
const NEXT_PAGES = 500;

/**
 * A list of any length, read page by page as far as it is looked at. While another filter is on its way the old rows
 * stay. The key begins with the operation's place, as for every query.
 */
export function usePages<Row extends { id: string }>(
  key: readonly [Reading, ...unknown[]],
  load: (page: PageAsked, signal: AbortSignal) => Promise<{ data: Row[]; hasMore: boolean }>,
  /** Read again this often, for lists that grow while one looks. */
  everyMs?: number,
) {
  const queryKey = [...key, 'pages'];
  useState(() => keepFirstPage(queryKey));
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ signal, pageParam }) =>
      load({ after: pageParam, limit: pageParam === undefined ? FIRST_PAGE : NEXT_PAGES }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.hasMore ? last.data.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
  const { data, error, refetch, hasNextPage, isFetchingNextPage: loadingMore, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data), [data]);
  const more = useCallback(() => {
    if (hasNextPage && !loadingMore) void fetchNextPage();
  }, [hasNextPage, loadingMore, fetchNextPage]);
  return { rows, error, refetch, more, hasMore: hasNextPage, loadingMore };
}

/**
 * Who comes back to a list begins at its top. Without this, all the pages that were read the last time would be read
 * again, one after the other.
 */
function keepFirstPage(queryKey: readonly unknown[]): void {
  const updatedAt = queryClient.getQueryState(queryKey)?.dataUpdatedAt;
  queryClient.setQueryData<InfiniteData<unknown>>(
    queryKey,
    (known) => known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) },
    { updatedAt },
  );
}
