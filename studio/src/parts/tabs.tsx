import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** Links to the parts of a screen; each is a place of its own with its own address. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  // On a phone not all of them fit: the current one is brought into view.
  useLayoutEffect(() => {
    nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, []);
  return (
    <nav ref={nav} aria-label={label} className="-mb-px flex gap-5 overflow-x-auto">
      {children}
    </nav>
  );
}

/** The class of a link in tabs; the router marks the current one with aria-current. */
export const TAB =
  'whitespace-nowrap border-b-2 border-transparent pt-0.5 pb-2 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-strong aria-[current=page]:text-ink focus-visible:-outline-offset-2';
