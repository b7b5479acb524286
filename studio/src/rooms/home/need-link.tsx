import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { read } from '../../client/query.ts';
import type { LiveApp, Need } from './model.ts';

interface NeedLinkProps {
  need: Need;
  app: LiveApp | undefined;
  /** The eval run that measures this version right now. */
  measuring: string | undefined;
  children: ReactNode;
}

/** To the place where what is needed is done. */
export function NeedLink({
  need: { need, app: slug, version, ref },
  app,
  measuring,
  children,
}: NeedLinkProps) {
  const evals = useQuery({
    ...read('GET /api/evals'),
    enabled: need === 'proposals' || need === 'unreleased',
  }).data?.data;
  // A link that leads elsewhere once more is known would take a quick reader to the wrong place.
  if (!evals && (need === 'proposals' || (need === 'unreleased' && !ref && !measuring)))
    return <>{children}</>;
  const props = { className: 'stretched', children };
  const name = slug ?? '';
  switch (need) {
    case 'proposals': {
      const dataset = evals?.find((one) => one.app === slug)?.dataset;
      return dataset ? (
        <Link to="/datasets/$slug" params={{ slug: dataset }} search={{ beside: 'production' }} {...props} />
      ) : (
        <Link to="/datasets" search={{ beside: 'production' }} {...props} />
      );
    }
    case 'failed_documents':
      return (
        <Link
          to="/knowledge/$collection"
          params={{ collection: ref ?? '' }}
          search={{ status: 'failed' }}
          {...props}
        />
      );
    case 'flagged':
      return <Link to="/runs" search={{ app: name, review: 'open' }} {...props} />;
    case 'drift':
      return (
        <Link
          to="/runs"
          search={app?.complaints.drifted ? { app: name, thumb: 'down' } : { app: name, status: 'abstained' }}
          {...props}
        />
      );
    case 'blocked':
    case 'inconclusive':
      return <Link to="/evals/runs/$run" params={{ run: ref ?? '' }} {...props} />;
    case 'unreleased': {
      if (measuring) return <Link to="/evals/runs/$run" params={{ run: measuring }} {...props} />;
      const measured = evals?.find((one) => one.app === slug);
      const search = { version: version ?? undefined };
      if (!ref && measured)
        return <Link to="/evals/$slug" params={{ slug: measured.slug }} search={search} {...props} />;
      return (
        <Link
          to="/releases/$slug"
          params={{ slug: name }}
          search={{ release: version ?? undefined }}
          {...props}
        />
      );
    }
    case 'stale':
      return <Link to="/releases/$slug" params={{ slug: name }} {...props} />;
  }
}
