import { FileText } from 'lucide-react';
import { apiWithSignal } from '../../client/api.ts';
import { usePages } from '../../client/pages.ts';
import { useWords } from '../../i18n/words.ts';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Filter, FilterBar, SearchBox } from '../../parts/filters.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import { useMay } from '../../shell/me.ts';
import { type DocumentsSearch, documentsRoute } from './addresses.ts';
import { CollectionPage } from './collection-page.tsx';
import { DocumentPanel } from './document-panel.tsx';
import { DocumentTable } from './document-table.tsx';
import { type Collection, DOCUMENT_STATES } from './states.ts';
import { ChooseFiles } from './upload/choose-files.tsx';

/** The documents of a collection, with one of them open beside the list. */
export function Documents() {
  const { collection } = documentsRoute.useParams();
  const { document, passage } = documentsRoute.useSearch();
  const navigate = documentsRoute.useNavigate();
  const close = () =>
    void navigate({ search: (before) => ({ ...before, document: undefined, passage: undefined }) });
  return (
    <CollectionPage id={collection}>
      {(found) => (
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
          <DocumentList collection={found} />
        </SplitView>
      )}
    </CollectionPage>
  );
}

function DocumentList({ collection }: { collection: Collection }) {
  const { t } = useWords();
  const may = useMay();
  const { search, status, order, document } = documentsRoute.useSearch();
  const navigate = documentsRoute.useNavigate();
  const set = (change: DocumentsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const filter = { search, status, order };
  const { rows, error, refetch, more, loadingMore } = usePages(
    ['GET /api/collections/{id}/documents', collection.id, filter],
    (page, signal) =>
      apiWithSignal('GET /api/collections/{id}/documents', signal, {
        params: { id: collection.id },
        query: { ...filter, ...page },
      }),
  );
  const filtered = search !== undefined || status !== undefined;
  if (error) return <ErrorPage error={error} onRetry={() => void refetch()} />;
  if (!rows) return <SkeletonRows />;
  if (rows.length === 0 && !filtered)
    return (
      <Empty
        icon={FileText}
        title={t('knowledge.no_documents')}
        example={may('writeKnowledge') ? t('knowledge.no_documents_example') : undefined}
        action={may('writeKnowledge') && <ChooseFiles collectionId={collection.id} look="plain" />}
      >
        {may('writeKnowledge') ? t('knowledge.no_documents_what') : t('knowledge.no_documents_for_you')}
      </Empty>
    );
  return (
    <>
      <FilterBar>
        <SearchBox
          label={t('knowledge.search_documents')}
          value={search ?? ''}
          onChange={(text) => set({ search: text || undefined })}
        />
        <Filter
          label={t('knowledge.state')}
          value={status}
          options={DOCUMENT_STATES.map((value) => ({ value, label: t(`knowledge.state_${value}`) }))}
          onChange={(next) => set({ status: next })}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <NoMatch onClear={() => set({ search: undefined, status: undefined })} />
      ) : (
        <DocumentTable
          documents={rows}
          order={order ?? '-createdAt'}
          onOrder={(next) => set({ order: next })}
          selected={document}
          onEnd={more}
          footer={loadingMore ? <SkeletonRows rows={3} /> : undefined}
          link={(id, props) => (
            <documentsRoute.Link
              search={(before) => ({ ...before, document: id, passage: undefined })}
              {...props}
            />
          )}
        />
      )}
    </>
  );
}
