import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleStop } from 'lucide-react';
import type { ReactNode } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { Page } from '../../../parts/page.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { TAB, Tabs } from '../../../parts/tabs.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import { DistillationMark } from './marks.tsx';
import { type Distillation, underWay } from './model.ts';
import { MoveTraffic } from './move-traffic.tsx';

const LOOK_MS = 700;

/** What the screens of one comparison have in common. */
export function DistillationPage({
  id,
  children,
}: {
  id: string;
  children: (one: Distillation) => ReactNode;
}) {
  const { t } = useWords();
  const {
    data: one,
    error,
    refetch,
  } = useQuery({
    ...read('GET /api/distillations/{id}', { params: { id } }),
    refetchInterval: ({ state }) => (state.data && underWay(state.data) ? LOOK_MS : false),
  });
  return (
    <Page
      title={one?.comparison.name ?? ' '}
      aside={one && <DistillationMark one={one} />}
      up={
        <Link to="/models/distillation" className="hover:text-ink">
          {t('gateway.distillation')}
        </Link>
      }
      actions={one && <Actions one={one} />}
      tabs={
        <Tabs label={t('distill.parts')}>
          <Link
            to="/models/distillation/$id"
            params={{ id }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={TAB}
          >
            {t('evals.verdict')}
          </Link>
          <Link
            to="/models/distillation/$id/examples"
            params={{ id }}
            activeOptions={{ includeSearch: false }}
            className={TAB}
          >
            {t('distill.examples')}
          </Link>
        </Tabs>
      }
    >
      {error && !one ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : one ? (
        children(one)
      ) : (
        <SkeletonText lines={12} />
      )}
    </Page>
  );
}

function Actions({ one }: { one: Distillation }) {
  const { t } = useWords();
  const explain = useExplain();
  const may = useMay();
  const cancel = () =>
    api('POST /api/distillations/{id}/cancel', { params: { id: one.id } }).then(
      () => changed('GET /api/distillations', 'GET /api/distillations/{id}'),
      (error: unknown) => notify(explain(error).what, { failed: true }),
    );
  return (
    <>
      {underWay(one) && may('tune') && (
        <Button icon={CircleStop} onClick={() => void cancel()}>
          {t('distill.cancel')}
        </Button>
      )}
      {one.report && <MoveTraffic one={one} report={one.report} />}
    </>
  );
}
