import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { apiWithSignal } from '../../client/api.ts';
import { useWords } from '../../i18n/words.ts';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { FilterBar, SearchBox } from '../../parts/filters.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import { useMayRead } from '../../shell/groups.ts';
import { findRoute } from './addresses.ts';
import { CollectionPage } from './collection-page.tsx';
import { DocumentPanel } from './document-panel.tsx';
import { HitList } from './hit-list.tsx';
import { NotForYou } from './not-for-you.tsx';
import type { Collection } from './states.ts';

const HITS = 20;

/** Searches a collection as an assistant does, and shows what it would be given. */
export function Find() {
  const { collection } = findRoute.useParams();
  const { document, passage } = findRoute.useSearch();
  const navigate = findRoute.useNavigate();
  const mayRead = useMayRead();
  const close = () =>
    void navigate({ search: (before) => ({ ...before, document: undefined, passage: undefined }) });
  return (
    <CollectionPage id={collection}>
      {(found) =>
        mayRead(found.groupIds) ? (
          <SplitView
            detail={
              document && (
                <DocumentPanel
                  key={document}
                  id={document}
                  passage={passage}
                  collection={found}
                  onClose={close}
                />
              )
            }
          >
            <FindIn collection={found} />
          </SplitView>
        ) : (
          <NotForYou groupIds={found.groupIds} />
        )
      }
    </CollectionPage>
  );
}

function FindIn({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const { q = '', passage } = findRoute.useSearch();
  const navigate = findRoute.useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['POST /api/search', collection.id, q],
    queryFn: ({ signal }) =>
      apiWithSignal('POST /api/search', signal, {
        body: { query: q, collectionIds: [collection.id], limit: HITS },
      }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const ask = (text: string) =>
    void navigate({ search: (before) => ({ ...before, q: text || undefined }), replace: true });
  return (
    <>
      <FilterBar>
        <SearchBox
          first={q === ''}
          label={t('knowledge.find_in', { name: collection.name })}
          value={q}
          onChange={ask}
        />
      </FilterBar>
      {q.trim() === '' ? (
        <Empty icon={Search} title={t('knowledge.find')}>
          {t('knowledge.find_what')}
        </Empty>
      ) : error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonText lines={12} />
      ) : data.data.length === 0 ? (
        <NoMatch onClear={() => ask('')} />
      ) : (
        <HitList hits={data.data} query={q} selected={passage} stale={isPlaceholderData} />
      )}
    </>
  );
}
