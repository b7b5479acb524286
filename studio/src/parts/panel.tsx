import type { ReactNode } from 'react';

/** What scrolls below the tabs: its parts, one below the other. */
export function SettingsBody({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="flex max-w-4xl flex-col gap-6 px-4 py-6 sm:px-6">{children}</div>
    </div>
  );
}

/** A part of a settings screen: what it is about on the left, the controls on the right. */
export function Panel({ title, what, children }: { title: string; what?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-line border-b pb-6 last:border-0 md:grid-cols-[240px_1fr]">
      <div>
        <h2 className="text-base">{title}</h2>
        {what && <p className="mt-1 text-muted">{what}</p>}
      </div>
      <div className="min-w-0 max-w-md">{children}</div>
    </section>
  );
}
