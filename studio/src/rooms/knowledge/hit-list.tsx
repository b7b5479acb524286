import { FileText } from 'lucide-react';
import { useRef } from 'react';
import type { ItemOf } from '../../client/endpoints.ts';
import { useWords } from '../../i18n/words.ts';
import { cx } from '../../parts/cx.ts';
import { useRows } from '../../parts/use-rows.ts';
import { findRoute } from './addresses.ts';
import { markWords } from './mark-words.ts';

type Hit = ItemOf<'POST /api/search'>;

interface HitListProps {
  hits: readonly Hit[];
  query: string;
  selected: string | undefined;
  /** The hits of the query before, until the new ones are here. */
  stale: boolean;
}

/** Found passages, best first; each opens in its document. */
export function HitList({ hits, query, selected, stale }: HitListProps) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { virtual, items } = useRows({ scroller, count: hits.length, size: 132 });
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden" aria-busy={stale}>
      <p className="px-4 pt-3 pb-1 text-muted text-xs sm:px-6" aria-live="polite">
        {t('knowledge.hits', { count: hits.length })}
      </p>
      <ol
        aria-label={t('knowledge.hits_label')}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const hit = hits[index];
          if (!hit) return null;
          return (
            <li
              key={hit.id}
              ref={virtual.measureElement}
              data-index={index}
              data-row={index}
              aria-current={hit.id === selected || undefined}
              style={{ transform: `translateY(${start}px)` }}
              className={cx(
                'absolute inset-x-0 top-0 border-line border-b px-4 py-3 sm:px-6',
                hit.id === selected ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              <HitView hit={hit} query={query} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function HitView({ hit, query }: { hit: Hit; query: string }) {
  const { t, format } = useWords();
  const { title, documentName, headings, page, text, score } = hit;
  // A document's first heading is mostly its title.
  const path = headings[0] === title ? headings.slice(1) : headings;
  const place = [...path, ...(page === null ? [] : [t('knowledge.page', { number: page })])];
  return (
    <div className="flex gap-4">
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <findRoute.Link
            search={(before) => ({ ...before, document: hit.documentId, passage: hit.id })}
            className="stretched font-strong"
          >
            {title ?? documentName}
          </findRoute.Link>
          {place.length > 0 && <span className="text-muted"> › {place.join(' › ')}</span>}
        </p>
        <p className="mt-0.5 line-clamp-3 break-words text-muted">
          {markWords(text, query).map((piece) =>
            piece.marked ? (
              <mark key={piece.at} className="rounded-sm bg-mark text-ink">
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
        </p>
        <p className="mt-1 flex items-center gap-1.5 text-faint text-xs">
          <FileText className="size-3.5 shrink-0" aria-hidden />
          <span className="truncate">{documentName}</span>
        </p>
      </div>
      <div className="w-14 shrink-0 text-right text-xs tabular-nums">
        <span className="sr-only">{t('knowledge.score')} </span>
        {format.decimal(score, 2)}
        <span aria-hidden className="mt-1 block h-1 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full bg-accent" style={{ width: `${Math.min(100, score * 100)}%` }} />
        </span>
      </div>
    </div>
  );
}
