import { useQuery } from '@tanstack/react-query';
import { BookOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { FilterBar, SearchBox } from '../../parts/filters.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useMay } from '../../shell/me.ts';
import { collectionsRoute } from './addresses.ts';
import { NewCollection } from './collection-form.tsx';
import { CollectionTable } from './collection-table.tsx';

/** Every collection this person may read (or, as an owner or admin, manage). */
export function CollectionList() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery(read('GET /api/collections'));
  const { search = '', order } = collectionsRoute.useSearch();
  const navigate = collectionsRoute.useNavigate();
  const [creating, setCreating] = useState(false);
  const set = (change: { search?: string; order?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const create = may('writeKnowledge') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('knowledge.create')}
    </Button>
  );
  const found = data?.data.filter(({ name, slug, description }) =>
    `${name} ${slug} ${description}`.toLowerCase().includes(search.toLowerCase()),
  );
  return (
    <Page title={t('shell.knowledge')} actions={data?.data.length ? create : undefined}>
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data || !found ? (
        <SkeletonRows />
      ) : data.data.length === 0 ? (
        <Empty
          icon={BookOpen}
          title={t('knowledge.none')}
          example={t('knowledge.none_example')}
          action={create}
        >
          {may('writeKnowledge') ? t('knowledge.none_what') : t('knowledge.none_for_you')}
        </Empty>
      ) : (
        <>
          <FilterBar>
            <SearchBox
              label={t('knowledge.search_collections')}
              value={search}
              onChange={(text) => set({ search: text })}
            />
          </FilterBar>
          {found.length === 0 ? (
            <NoMatch onClear={() => set({ search: '' })} />
          ) : (
            <CollectionTable collections={found} order={order} onOrder={(next) => set({ order: next })} />
          )}
        </>
      )}
      {creating && <NewCollection onClose={() => setCreating(false)} />}
    </Page>
  );
}
