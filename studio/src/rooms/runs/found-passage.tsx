import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import { cx } from '../../parts/cx.ts';
import { ClassMark } from '../gateway/class-mark.tsx';
import type { Run } from './states.ts';

interface FoundPassageProps {
  passage: Run['retrieved'][number];
  number: number;
  /** A citation led here. */
  looked: boolean;
}

/** A passage that was found: where it stands and how well it fits; its text on demand. */
export function FoundPassage({ passage, number, looked }: FoundPassageProps) {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!looked) return;
    setOpen(true);
    row.current?.scrollIntoView({ block: 'center' });
  }, [looked]);
  const { documentName, headings, score, cited, text, dataClass } = passage;
  return (
    <li ref={row} className={cx('rounded-md', looked && 'bg-accent-soft')}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover"
      >
        <ChevronRight
          className={cx('size-3.5 shrink-0 text-faint transition-transform', open && 'rotate-90')}
          aria-hidden
        />
        <span className="w-4 shrink-0 text-faint tabular-nums">{number}</span>
        <span className="min-w-0 flex-1 truncate">
          {headings.at(-1) ?? documentName}
          {headings.length > 0 && <span className="text-muted"> · {documentName}</span>}
        </span>
        {dataClass && dataClass !== 'internal' && <ClassMark dataClass={dataClass} />}
        {cited && <Badge tone="accent">{t('runs.cited')}</Badge>}
        <span className="w-9 shrink-0 text-right text-muted tabular-nums">
          <span className="sr-only">{t('runs.score')} </span>
          {format.decimal(score, 2)}
        </span>
      </button>
      {open && (
        <div className="pr-2 pb-3 pl-13">
          <p className="mb-1 break-words text-muted text-xs">{[documentName, ...headings].join(' › ')}</p>
          <p className="whitespace-pre-wrap break-words">{text}</p>
        </div>
      )}
    </li>
  );
}
