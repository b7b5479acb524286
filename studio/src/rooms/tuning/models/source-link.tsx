import { Link } from '@tanstack/react-router';
import { LINK } from '../link.ts';

/** To the data set or the runs that examples came through; a file and a teacher are only named. */
export function SourceLink({ source, through }: { source: string; through: string }) {
  if (source === 'dataset')
    return (
      <Link to="/datasets/$slug" params={{ slug: through }} className={LINK}>
        {through}
      </Link>
    );
  if (source === 'run' || source === 'correction')
    return (
      <Link to="/runs" search={{ app: through }} className={LINK}>
        {through}
      </Link>
    );
  return <span className="min-w-0 break-all">{through}</span>;
}
