import { Link } from '@tanstack/react-router';

/** From a tag to its examples. */
export function SliceLink({ run, tag, quiet }: { run: string; tag: string; quiet?: boolean }) {
  return (
    <Link
      to="/evals/runs/$run/examples"
      params={{ run }}
      search={{ tag }}
      className={`min-w-0 truncate hover:text-accent-ink ${quiet ? '' : 'font-strong'}`}
    >
      {tag}
    </Link>
  );
}
