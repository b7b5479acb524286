import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Result } from '../../client/endpoints.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { TAB, Tabs } from '../../parts/tabs.tsx';
import { useMay } from '../../shell/me.ts';

type App = Result<'GET /api/apps/{slug}'>;

interface AssistantPageProps {
  slug: string;
  actions?: (app: App) => ReactNode;
  children: (app: App) => ReactNode;
}

/** What the screens of one assistant have in common: its name, its version, and the way between them. */
export function AssistantPage({ slug, actions, children }: AssistantPageProps) {
  const { t } = useWords();
  const may = useMay();
  const { data: app, error, refetch } = useQuery(read('GET /api/apps/{slug}', { params: { slug } }));
  return (
    <Page
      title={app?.name ?? slug}
      up={
        <Link to="/assistants" className="hover:text-ink">
          {t('shell.assistants')}
        </Link>
      }
      aside={
        app && (
          <span className="max-sm:hidden">
            <VersionBadge app={app} />
          </span>
        )
      }
      actions={app && actions?.(app)}
      tabs={
        <Tabs label={t('assistants.parts')}>
          <Link to="/assistants/$slug" params={{ slug }} activeOptions={{ exact: true }} className={TAB}>
            {t('assistants.tab_ask')}
          </Link>
          {may('buildAssistants') && (
            <Link to="/assistants/$slug/edit" params={{ slug }} className={TAB}>
              {t('assistants.tab_edit')}
            </Link>
          )}
          {may('seeVersions') && (
            <Link to="/assistants/$slug/versions" params={{ slug }} className={TAB}>
              {t('assistants.tab_versions')}
            </Link>
          )}
        </Tabs>
      }
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : app ? (
        children(app)
      ) : (
        <SkeletonText />
      )}
    </Page>
  );
}

function VersionBadge({ app }: { app: App }) {
  const { t } = useWords();
  return app.servingVersion === null ? (
    <Badge tone="warn">{t('assistants.version_waiting', { number: app.latestVersion })}</Badge>
  ) : (
    <Badge>{t('assistants.version_n', { number: app.servingVersion })}</Badge>
  );
}
