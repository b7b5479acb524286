import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import type { Result } from '../../client/endpoints.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { buttonClass } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { useMay } from '../../shell/me.ts';
import { Live } from './live.tsx';
import { Needs } from './needs.tsx';
import { NewestVerdict } from './newest-verdict.tsx';

const LOOK_MS = 10_000;

type HomeFacts = Result<'GET /api/home'>;

/** Is what is live good, how sure are we, what changed, what needs me? */
export function Home() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({ ...read('GET /api/home'), refetchInterval: LOOK_MS });
  return (
    <Page title={t('shell.home')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        {error && !data ? (
          <ErrorPage error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <SkeletonText lines={14} />
        ) : data.apps.length === 0 ? (
          <Nothing />
        ) : (
          <Facts home={data} />
        )}
      </div>
    </Page>
  );
}

function Facts({ home }: { home: HomeFacts }) {
  const { apps, needs, verdict } = home;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-8 px-4 py-6 sm:px-6">
      <NewestVerdict run={verdict} apps={apps} />
      <Live apps={apps} />
      <Needs needs={needs} apps={apps} />
    </div>
  );
}

function Nothing() {
  const { t } = useWords();
  const may = useMay();
  return (
    <Empty
      icon={FlaskConical}
      title={t('home.empty')}
      example={t('home.empty_example')}
      action={
        may('buildAssistants') && (
          <Link to="/assistants/new" className={buttonClass('primary')}>
            {t('home.empty_action')}
          </Link>
        )
      }
    >
      {t('home.empty_what')}
    </Empty>
  );
}
