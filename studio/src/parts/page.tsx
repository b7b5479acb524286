import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.ts';

interface PageProps {
  title: string;
  /** Beside the title, e.g. a version. */
  aside?: ReactNode;
  description?: ReactNode;
  /** The way back up. */
  up?: ReactNode;
  actions?: ReactNode;
  tabs?: ReactNode;
  children: ReactNode;
}

/** A screen: its name and main actions, and below them what it is about, which scrolls by itself. */
export function Page({ title, aside, description, up, actions, tabs, children }: PageProps) {
  usePageTitle(title);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="border-b border-line px-4 pt-3 sm:px-6">
        {up && <div className="mb-0.5 text-xs text-muted">{up}</div>}
        <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 pb-3">
          <h1 className="min-w-0 truncate text-lg">{title}</h1>
          {aside}
          {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {description && <div className="-mt-2 max-w-3xl pb-3 text-muted">{description}</div>}
        {tabs}
      </header>
      {children}
    </div>
  );
}

/** The part of a screen that scrolls, with its content at a width that reads well. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-6 sm:px-6">{children}</div>
    </div>
  );
}
