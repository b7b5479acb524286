import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';
import type { Source } from './citations.ts';

/** The number of a source behind the sentence it backs: its quote on hover or focus, the document on click. */
export function Chip({ source, onOpen }: { source: Source; onOpen: (source: Source) => void }) {
  const { t } = useWords();
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          aria-label={t('chat.open_source', { number: source.number, name: source.filename })}
          onClick={() => onOpen(source)}
          className="rounded-sm align-[1px]"
        >
          <ChipNumber>{source.number}</ChipNumber>
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={12}
          className="appear z-50 max-w-96 rounded-md border border-line bg-surface p-3 text-ink text-sm shadow-pop"
        >
          <span className="mb-1 block truncate text-muted text-xs">{source.filename}</span>
          <span className="line-clamp-6 border-l-2 border-accent pl-2.5">{source.quote}</span>
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

export function ChipNumber({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm bg-accent-soft px-1 font-strong text-accent-ink text-xs tabular-nums leading-none">
      {children}
    </span>
  );
}
