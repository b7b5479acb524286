import type { InfiniteData } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, apiWithSignal } from '../../client/api.ts';
import type { Result } from '../../client/endpoints.ts';
import { usePages } from '../../client/pages.ts';
import { queryClient } from '../../client/query.ts';
import { useExplain } from '../../i18n/explain.ts';
import { notify } from '../../parts/toast.tsx';
import { datasetChanged, type Example, type Item, nameOf } from './model.ts';

type Page = Result<'GET /api/datasets/{slug}/examples'>;

export interface ExampleFilter {
  search?: string;
  tag?: string;
  version?: number;
}

interface Saved {
  id: string;
  taken: boolean;
}

/** Many at once: the grid is scrolled quickly, and a row is small. */
const ROWS_A_PAGE = 1_000;

/** The examples of a data set, and how to change one of them in its place. */
export function useExamples(slug: string, { search, tag, version }: ExampleFilter) {
  const filter = { search, tag, version };
  const key = ['GET /api/datasets/{slug}/examples', slug, filter] as const;
  const explain = useExplain();
  const pages = usePages<Example>(key, ({ after }, signal) =>
    apiWithSignal('GET /api/datasets/{slug}/examples', signal, {
      params: { slug },
      query: { ...filter, after, limit: ROWS_A_PAGE },
    }),
  );
  const saving = useRef(new Map<string, Promise<Saved>>());
  const put = (id: string, next: Example) =>
    queryClient.setQueryData<InfiniteData<Page>>(
      [...key, 'pages'],
      (data) => data && replaced(data, id, next),
    );

  /**
   * Shows the change at once; when it is refused the old text comes back, with the reason.
   * @returns the id that the example has from now on, and whether the server took the change
   */
  const save = (example: Example, item: Item): Promise<Saved> => {
    put(example.id, { ...example, item });
    const name = nameOf(example.id);
    // The change before may give the example another id: the next one waits for it.
    const before = saving.current.get(name) ?? Promise.resolve({ id: example.id });
    const saved = before.then(async ({ id }) => {
      try {
        const answer = await api('PATCH /api/examples/{id}', { params: { id }, body: { item } });
        put(example.id, answer);
        void datasetChanged();
        return { id: answer.id, taken: true };
      } catch (error) {
        put(example.id, { ...example, id });
        notify(explain(error).what, { failed: true });
        return { id, taken: false };
      }
    });
    saving.current.set(name, saved);
    return saved;
  };
  return { ...pages, save };
}

/** A sealed version keeps the old row: the new one has another id with the same beginning, and stands in its place. */
function replaced(data: InfiniteData<Page>, id: string, next: Example): InfiniteData<Page> {
  const name = nameOf(id);
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      data: page.data.map((example) => (nameOf(example.id) === name ? next : example)),
    })),
  };
}
