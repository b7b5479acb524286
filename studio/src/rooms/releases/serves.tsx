import { Link } from '@tanstack/react-router';
import { History, ShieldAlert } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Badge, Mark } from '../../parts/badge.tsx';
import type { Release } from './model.ts';

interface Stages {
  slug: string;
  production: Release | null;
  canary: Release | null;
  staging: Release | null;
}

/** Which versions of an app serve, and what is to be known about them. */
export function Serves({ app }: { app: Stages }) {
  const { t } = useWords();
  const { slug, production, canary, staging } = app;
  return (
    <div className="flex min-w-28 flex-col items-start gap-1">
      <Link to="/releases/$slug" params={{ slug }} className="hover:text-accent-ink">
        {production ? t('releases.version', { number: production.version }) : t('releases.nothing_serves')}
      </Link>
      {canary && (
        <Badge tone="accent">
          {t('releases.canary_is', { number: canary.version, share: canary.share ?? 0 })}
        </Badge>
      )}
      {staging && <Badge>{t('releases.staging_is', { number: staging.version })}</Badge>}
      {production && <ReleaseMarks release={production} />}
    </div>
  );
}

/** That a release was made without proof, or that its proof is out of date. */
export function ReleaseMarks({ release }: { release: Release }) {
  const { t } = useWords();
  const { override, stale } = release;
  return (
    <>
      {override !== null && (
        <span className="text-xs">
          <Mark tone="warn" icon={ShieldAlert}>
            {t('releases.overridden')}
          </Mark>
        </span>
      )}
      {stale.length > 0 && (
        <span className="text-xs">
          <Mark tone="warn" icon={History}>
            {t('releases.stale')}
          </Mark>
        </span>
      )}
    </>
  );
}
