import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { buttonClass } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { Detail } from '../../parts/split-view.tsx';
import type { Source } from './citations.ts';
import { findQuote } from './find-quote.ts';

/** A cited passage where it stands in its document, with the quoted sentence marked and in view. */
export function PassagePanel({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(
    read('GET /api/passages/{id}', { params: { id: source.passageId } }),
  );
  return (
    <Detail
      title={data?.title ?? source.filename}
      kind={t('chat.source', { number: source.number })}
      onClose={onClose}
      actions={
        data && (
          <Link
            to="/knowledge/$collection"
            params={{ collection: data.collectionId }}
            search={{ document: data.documentId }}
            className={buttonClass('plain', true)}
          >
            {t('chat.open_document')}
            <ArrowUpRight className="size-3.5" aria-hidden />
          </Link>
        )
      }
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="px-4 py-4 sm:px-5">
          <p className="mb-4 break-words text-muted text-xs">
            {[data.documentName, ...data.headings].join(' › ')}
            {data.page !== null && ` · ${t('chat.page', { number: data.page })}`}
          </p>
          <PassageText before={data.before} text={data.text} after={data.after} quote={source.quote} />
        </div>
      ) : (
        <SkeletonText lines={12} />
      )}
    </Detail>
  );
}

interface PassageTextProps {
  before: string;
  text: string;
  after: string;
  quote: string;
}

function PassageText({ before, text, after, quote }: PassageTextProps) {
  const mark = useRef<HTMLElement>(null);
  const { start, end } = findQuote(text, quote) ?? { start: 0, end: text.length };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another quote is scrolled to as well
  useEffect(() => {
    void mark.current?.scrollIntoView({ block: 'center' });
  }, [text, quote]);
  return (
    <div className="whitespace-pre-wrap break-words text-base">
      <span className="text-muted">
        <Prose text={before} />
      </span>
      <Prose text={text.slice(0, start)} />
      <mark ref={mark} className="rounded-sm bg-mark text-ink">
        {text.slice(start, end)}
      </mark>
      <Prose text={text.slice(end)} />
      <span className="text-muted">
        <Prose text={after} />
      </span>
    </div>
  );
}

/** Text as it was read from the document; only its headings are set as headings instead of with their marks. */
function Prose({ text }: { text: string }) {
  return text.split(/^(#{1,6} .*)$/m).map((piece, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <strong key={i}>{piece.replace(/^#+ /, '')}</strong>
    ) : (
      piece
    ),
  );
}
