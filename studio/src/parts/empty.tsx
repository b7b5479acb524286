import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  /** The place is a whole page: its title is the page's. */
  page?: boolean;
  /** What this is for. */
  children: ReactNode;
  /** One example. */
  example?: ReactNode;
  /** One button. */
  action?: ReactNode;
}

/** A place with nothing in it yet: what it is for, one example, one button. */
export function Empty({ icon: Icon, title, page, children, example, action }: EmptyProps) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-col items-start gap-3 px-4 py-12">
      <span className="flex size-9 items-center justify-center rounded-md border border-line bg-surface text-muted">
        <Icon className="size-5" aria-hidden />
      </span>
      {page ? <h1 className="text-base">{title}</h1> : <h2 className="text-base">{title}</h2>}
      <p className="text-muted">{children}</p>
      {example && (
        <p className="w-full rounded-md border border-line bg-sunken px-3 py-2 text-muted">{example}</p>
      )}
      {action}
    </div>
  );
}
