import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Rocket, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import { useMay } from '../../shell/me.ts';
import { releaseRoute } from './addresses.ts';
import { History } from './history.tsx';
import { type RollBackWay, useReleases } from './model.ts';
import { ReleaseDialog } from './release-dialog.tsx';
import { ReleasePanel } from './release-panel.tsx';
import { RollBack } from './roll-back.tsx';
import { StageCards } from './stage-cards.tsx';

/** One app: what serves where, how to change that, and all that served before. */
export function ReleaseScreen() {
  const { t } = useWords();
  const may = useMay();
  const { slug } = releaseRoute.useParams();
  const { release, open } = releaseRoute.useSearch();
  const navigate = releaseRoute.useNavigate();
  // As it was when asked: what a colleague does meanwhile must not change what the open dialog is about.
  const [rolling, setRolling] = useState<RollBackWay>();
  const app = useQuery(read('GET /api/apps/{slug}', { params: { slug } }));
  const { data, error, refetch } = useReleases(slug);
  const releases = data?.data;
  const way = data?.rollback;
  const opened = releases?.find(({ id }) => id === open);
  const ask = (version: number | undefined) =>
    void navigate({ search: (old) => ({ ...old, release: version }), replace: version === undefined });
  const failure = app.error ?? error;
  return (
    <Page
      title={app.data?.name ?? slug}
      up={
        <Link to="/releases" className="hover:text-ink">
          {t('shell.releases')}
        </Link>
      }
      actions={
        app.data &&
        may('release') && (
          <>
            {way && (
              <Button icon={Undo2} onClick={() => setRolling(way)}>
                {t('releases.roll_back')}
              </Button>
            )}
            <Button look="primary" icon={Rocket} onClick={() => ask(app.data.latestVersion)}>
              {t('releases.release')}
            </Button>
          </>
        )
      }
    >
      {failure ? (
        <ErrorPage error={failure} onRetry={() => void refetch()} />
      ) : !releases ? (
        <SkeletonRows />
      ) : (
        <SplitView
          detail={
            opened && (
              <ReleasePanel
                release={opened}
                onClose={() => void navigate({ search: (old) => ({ ...old, open: undefined }) })}
              />
            )
          }
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
          <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
            <div className="@container mx-auto flex w-full max-w-6xl flex-col gap-8 px-4 py-6 sm:px-6">
              <StageCards releases={releases.filter(({ endedAt }) => endedAt === null)} />
              <History releases={releases} selected={open} />
            </div>
          </div>
        </SplitView>
      )}
      {release !== undefined && app.data && (
        <ReleaseDialog slug={slug} version={release} onClose={() => ask(undefined)} />
      )}
      {rolling && <RollBack slug={slug} way={rolling} onClose={() => setRolling(undefined)} />}
    </Page>
  );
}
