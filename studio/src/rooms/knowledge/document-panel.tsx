import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useRef } from 'react';
import { pathOf } from '../../client/api.ts';
import { ApiError } from '../../client/api-error.ts';
import { download } from '../../client/download.ts';
import { read } from '../../client/query.ts';
import { useExplain } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorPage } from '../../parts/error-note.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { Detail } from '../../parts/split-view.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMayRead } from '../../shell/groups.ts';
import { DocumentFacts } from './document-facts.tsx';
import { DocumentMenu } from './document-menu.tsx';
import { DocumentNotes } from './document-notes.tsx';
import { DocumentPassages } from './document-passages.tsx';
import { NotForYou } from './not-for-you.tsx';
import type { Collection, FullDocument } from './states.ts';

interface DocumentPanelProps {
  id: string;
  /** The passage to show and mark. */
  passage: string | undefined;
  collection: Collection;
  onClose: () => void;
}

/** One document: what it is, how it was read, its passages, and its original to save. */
export function DocumentPanel({ id, passage, collection, onClose }: DocumentPanelProps) {
  const { t } = useWords();
  const mayRead = useMayRead();
  const query = useQuery(read('GET /api/documents/{id}', { params: { id } }));
  const { data: document, error, refetch } = query;
  // Owners and admins see that a document exists; reading it is for its groups.
  const hidden = error instanceof ApiError && error.status === 404;
  return (
    <Detail
      title={document ? (document.title ?? document.name) : t('knowledge.document')}
      kind={document?.title && <span className="break-all">{document.name}</span>}
      onClose={onClose}
      fill
      actions={document && <Actions document={document} onGone={onClose} />}
    >
      {hidden ? (
        <NotForYou groupIds={mayRead(collection.groupIds) ? undefined : collection.groupIds} />
      ) : error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : document ? (
        <DocumentBody document={document} passage={passage} collection={collection} />
      ) : (
        <SkeletonText lines={12} />
      )}
    </Detail>
  );
}

function DocumentBody({
  document,
  passage,
  collection,
}: { document: FullDocument } & Pick<DocumentPanelProps, 'passage' | 'collection'>) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <DocumentNotes document={document} />
      <DocumentFacts document={document} collection={collection} />
      <DocumentPassages document={document} passage={passage} scroller={scroller} />
    </div>
  );
}

function Actions({ document, onGone }: { document: FullDocument; onGone: () => void }) {
  const { t } = useWords();
  const explain = useExplain();
  const save = () => {
    const path = pathOf('GET /api/documents/{id}/original', { params: { id: document.id } });
    const name = document.name.split('/').at(-1) ?? document.name;
    void download(path, name).catch((error) => notify(explain(error).what));
  };
  return (
    <>
      <IconButton icon={Download} label={t('knowledge.download')} onClick={save} />
      <DocumentMenu document={document} onGone={onGone} />
    </>
  );
}
