import { X } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useWords } from '../i18n/words.ts';
import { cx } from './cx.ts';
import { useHotkey } from './hotkeys.ts';
import { IconButton } from './icon-button.tsx';

/**
 * A list and, when something is chosen, its detail beside it. On a small screen the detail takes the list's place, on a
 * phone the whole screen.
 */
export function SplitView({ children, detail }: { children: ReactNode; detail?: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1">
      <div className={cx('flex min-h-0 min-w-0 flex-1 flex-col', Boolean(detail) && 'max-lg:hidden')}>
        {children}
      </div>
      {detail}
    </div>
  );
}

interface DetailProps {
  title: string;
  /** What kind of thing it is, above the title. */
  kind?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  /** The content fills the panel and scrolls by itself. */
  fill?: boolean;
  children: ReactNode;
}

/** What scrolls must be within reach of the keyboard, also when nothing in it can take the focus. */
const SCROLLS = { tabIndex: 0 };

/** What is shown beside a list. Esc closes it. */
export function Detail({ title, kind, actions, onClose, fill, children }: DetailProps) {
  const { t } = useWords();
  const body = useRef<HTMLDivElement>(null);
  useHotkey('Escape', onClose);
  // Another row: its story begins at the top, unless the content then scrolls to a place of its own (in an effect).
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title stands for what is shown
  useLayoutEffect(() => {
    void body.current?.scrollTo(0, 0);
  }, [title]);
  // Where it hides what was there before, the reader goes with it.
  useEffect(() => {
    if (matchMedia('(max-width: 1023px)').matches) body.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      aria-label={title}
      className="flex min-h-0 w-full min-w-0 flex-col border-line bg-surface max-sm:fixed max-sm:inset-0 max-sm:z-30 lg:w-[48%] lg:max-w-2xl lg:border-l"
    >
      <header className="flex items-start gap-2 border-b border-line px-4 py-2.5 sm:px-5">
        <div className="min-w-0 flex-1 py-0.5">
          {kind && <div className="flex items-center gap-2 text-xs text-muted">{kind}</div>}
          <h2 className="line-clamp-2 break-words text-base leading-6">{title}</h2>
        </div>
        {actions}
        <IconButton icon={X} label={t('common.close')} keys="Esc" onClick={onClose} />
      </header>
      <div
        ref={body}
        {...(fill ? {} : SCROLLS)}
        className={cx(
          'min-h-0 flex-1',
          fill ? 'flex flex-col' : 'overflow-y-auto focus-visible:-outline-offset-2',
        )}
      >
        {children}
      </div>
    </aside>
  );
}

/** A part of a detail, with its heading. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-b border-line px-4 py-4 last:border-0 sm:px-5">
      <div className="mb-2 flex items-center gap-2">
        <h3 className="text-xs text-muted">{title}</h3>
        {aside && <div className="ml-auto">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
