import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { cx } from '../../parts/cx.ts';
import type { FullDocument } from './states.ts';

interface DocumentPassagesProps {
  document: FullDocument;
  passage: string | undefined;
  /** What scrolls around the list and what stands above it. */
  scroller: RefObject<HTMLDivElement | null>;
}

/** The passages that a document was cut into, as they are searched and cited. A book has thousands: only those in view are drawn. */
export function DocumentPassages({ document, passage, scroller }: DocumentPassagesProps) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  const [scrollMargin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), []);
  const { parts, text } = document;
  const virtual = useVirtualizer({
    count: parts.length,
    getScrollElement: () => scroller.current,
    // About 70 characters stand in a line.
    estimateSize: (i) => 64 + Math.ceil(((parts[i]?.end ?? 0) - (parts[i]?.start ?? 0)) / 70) * 21,
    overscan: 6,
    scrollMargin,
  });
  const looked = parts.findIndex((part) => part.id === passage);
  useEffect(() => {
    if (looked >= 0) virtual.scrollToIndex(looked, { align: 'start' });
  }, [looked, virtual]);
  if (parts.length === 0) return null;
  return (
    <ol
      ref={list}
      aria-label={t('knowledge.passages')}
      className="relative"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ index, start }) => {
        const part = parts[index];
        if (!part) return null;
        const place = [
          ...part.headings,
          ...(part.page === null ? [] : [t('knowledge.page', { number: part.page })]),
        ];
        return (
          <li
            key={part.id}
            ref={virtual.measureElement}
            data-index={index}
            aria-current={index === looked || undefined}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
            className={cx(
              'absolute inset-x-0 top-0 border-line border-b px-4 py-3 sm:px-5',
              index === looked && 'bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]',
            )}
          >
            <p className="mb-1 break-words text-muted text-xs">
              <span className="mr-1.5 text-faint tabular-nums">{index + 1}</span>
              {place.join(' › ')}
            </p>
            <p className="whitespace-pre-wrap break-words">{text.slice(part.start, part.end)}</p>
          </li>
        );
      })}
    </ol>
  );
}
