import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useWords } from '../i18n/words.ts';
import { IconButton } from './icon-button.tsx';

interface Notice {
  id: number;
  text: string;
  failed: boolean;
}

const SHOWN_MS = 5_000;
let notices: readonly Notice[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Says that something is done, or could not be done, without asking for anything. */
export function notify(text: string, { failed = false } = {}): void {
  count += 1;
  const id = count;
  set([...notices.slice(-2), { id, text, failed }]);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id));
}

export function Notices() {
  const { t } = useWords();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <section
      aria-live="polite"
      aria-label={t('common.notices')}
      className="pointer-events-none fixed right-3 bottom-16 z-50 flex w-[min(360px,calc(100vw-24px))] flex-col gap-2 sm:bottom-4"
    >
      {shown.map(({ id, text, failed }) => (
        <div
          key={id}
          className="appear pointer-events-auto flex items-center gap-2 rounded-md border border-line bg-surface py-1.5 pr-1.5 pl-3 shadow-pop"
        >
          {failed ? (
            <CircleAlert className="size-4 shrink-0 text-bad" aria-hidden />
          ) : (
            <CircleCheck className="size-4 shrink-0 text-good" aria-hidden />
          )}
          <span className="min-w-0 flex-1 break-words">{text}</span>
          <IconButton small icon={X} label={t('common.close')} onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}
