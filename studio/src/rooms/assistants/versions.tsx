import { getRouteApi } from '@tanstack/react-router';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import { AssistantPage } from './assistant-page.tsx';
import { useVersions, type Version } from './version.ts';
import { VersionDiff } from './version-diff.tsx';
import { VersionList } from './version-list.tsx';

const route = getRouteApi('/shell/assistants/$slug/versions');

/** All versions, and what lies between any two of them. */
export function Versions() {
  const { slug } = route.useParams();
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: versions, error, refetch } = useVersions(slug);
  const newer = versions?.find((version) => version.number === to) ?? versions?.[0];
  const older =
    versions?.find((version) => version.number === from) ??
    versions?.find((version) => version.number < (newer?.number ?? 0));
  const compare = (next: { from?: number; to?: number }) => void navigate({ search: next, replace: true });
  return (
    <AssistantPage slug={slug}>
      {(app) =>
        error ? (
          <ErrorPage error={error} onRetry={() => void refetch()} />
        ) : !versions || !newer ? (
          <SkeletonRows rows={6} />
        ) : (
          <div className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
            <VersionList
              versions={versions}
              serving={app.servingVersion}
              from={older?.number}
              to={newer.number}
              onCompare={compare}
            />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
            <div tabIndex={0} className="min-w-0 flex-1 focus-visible:-outline-offset-2 lg:overflow-y-auto">
              <VersionDiff older={older} newer={newer} />
              <Restore version={older} latest={versions[0]?.number ?? 0} />
            </div>
          </div>
        )
      }
    </AssistantPage>
  );
}

interface RestoreProps {
  version: Version | undefined;
  latest: number;
}

/** An old definition comes back as a new version: nothing that was, is undone. */
function Restore({ version, latest }: RestoreProps) {
  const { t } = useWords();
  const may = useMay();
  const navigate = route.useNavigate();
  const [asking, setAsking] = useState(false);
  if (!version || version.number === latest || !may('buildAssistants')) return null;
  const { number } = version;
  return (
    <div className="px-4 pb-8 sm:px-6">
      <Button icon={RotateCcw} onClick={() => setAsking(true)}>
        {t('versions.restore', { number })}
      </Button>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('versions.restore_title', { number })}
        description={t('versions.restore_what', { next: latest + 1 })}
        submit={t('versions.restore', { number })}
        onSubmit={async () => {
          const { apps } = await api('POST /api/apply', { body: version.definition });
          await changed('GET /api/apps', 'GET /api/apps/{slug}', 'GET /api/apps/{slug}/versions');
          await navigate({ search: {}, replace: true });
          notify(t('versions.restored', { number, next: apps[0]?.version ?? latest }));
        }}
      />
    </div>
  );
}
