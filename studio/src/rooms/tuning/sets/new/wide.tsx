import type { ReactNode } from 'react';

/** A part of a long form: what it is about on the left, its fields on the right. */
export function Wide({ title, what, children }: { title: string; what?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-line border-b pb-6 md:grid-cols-[220px_minmax(0,1fr)]">
      <div>
        <h2 className="text-base">{title}</h2>
        {what && <p className="mt-1 text-muted">{what}</p>}
      </div>
      <div className="flex min-w-0 max-w-xl flex-col gap-4">{children}</div>
    </section>
  );
}
