import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorPage } from '../../parts/error-note.tsx';
import { useNarrow } from '../../parts/media.ts';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { TAB, Tabs } from '../../parts/tabs.tsx';
import { ClassMark } from '../gateway/class-mark.tsx';
import { CollectionActions } from './collection-actions.tsx';
import { Readers } from './readers.tsx';
import type { Collection } from './states.ts';
import { DropZone } from './upload/drop-zone.tsx';
import { Progress } from './upload/progress.tsx';

/** What the screens of one collection have in common: its name, what can be done with it, and what is under way. */
export function CollectionPage({
  id,
  children,
}: {
  id: string;
  children: (collection: Collection) => ReactNode;
}) {
  const { t } = useWords();
  const query = useQuery(read('GET /api/collections/{id}', { params: { id } }));
  const { data: collection, error, refetch } = query;
  // A phone has its room for what is in the collection.
  const narrow = useNarrow();
  return (
    <Page
      title={collection?.name ?? ' '}
      up={
        <Link to="/knowledge" className="hover:text-ink">
          {t('shell.knowledge')}
        </Link>
      }
      aside={
        collection && (
          <span className="flex min-w-0 items-center gap-3 text-sm max-sm:hidden">
            <Readers groupIds={collection.groupIds} />
            <ClassMark dataClass={collection.dataClass} />
          </span>
        )
      }
      description={!narrow && collection?.description}
      actions={collection && <CollectionActions collection={collection} />}
      tabs={
        <Tabs label={t('knowledge.parts')}>
          <Link
            to="/knowledge/$collection"
            params={{ collection: id }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={TAB}
          >
            {t('knowledge.documents')}
          </Link>
          <Link
            to="/knowledge/$collection/search"
            params={{ collection: id }}
            activeOptions={{ includeSearch: false }}
            className={TAB}
          >
            {t('knowledge.find')}
          </Link>
        </Tabs>
      }
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : collection ? (
        <DropZone collection={collection}>
          <Progress collectionId={id} />
          {children(collection)}
        </DropZone>
      ) : (
        <SkeletonRows />
      )}
    </Page>
  );
}
