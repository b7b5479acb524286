import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleStop, Download } from 'lucide-react';
import { api } from '../../client/api.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Meter } from '../../parts/meter.tsx';
import { Page, PageBody } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useMay } from '../../shell/me.ts';
import { checkRoute } from './addresses.ts';
import { CheckMark } from './check-mark.tsx';
import { Findings } from './findings.tsx';
import { type Check, checkChanged, foundIn, underWay } from './model.ts';

const LOOK_MS = 700;

/** One search: how far it is, and then its findings, one after the other. */
export function CheckScreen() {
  const { t } = useWords();
  const { id } = checkRoute.useParams();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/error-checks/{id}', { params: { id } }),
    refetchInterval: ({ state }) => (state.data && underWay(state.data) ? LOOK_MS : false),
  });
  return (
    <Page
      title={data?.name ?? ' '}
      aside={data && <CheckMark check={data} />}
      up={
        <Link to="/checks" className="hover:text-ink">
          {t('checks.title')}
        </Link>
      }
      description={data?.status === 'done' && <Summary check={data} />}
      actions={data && <Actions check={data} />}
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : data.status === 'done' ? (
        <Findings check={data} />
      ) : (
        <PageBody>
          {underWay(data) ? (
            <div className="flex flex-col gap-2">
              <p>{t('checks.searching', { rows: data.rows })}</p>
              <Meter label={t('checks.progress')} share={data.progress} />
            </div>
          ) : (
            <p className="break-words">{data.problem ?? t('checks.stopped')}</p>
          )}
        </PageBody>
      )}
    </Page>
  );
}

function Summary({ check }: { check: Check }) {
  const { t, format } = useWords();
  const found = t('checks.summary', { count: foundIn(check), rows: check.rows });
  const noise = check.noise === null ? '' : t('checks.noise', { share: format.percent(check.noise) });
  return `${found} ${noise}`.trim();
}

function Actions({ check }: { check: Check }) {
  const { t } = useWords();
  const may = useMay()('curate');
  if (!may) return null;
  if (underWay(check)) {
    const stop = async () => {
      await api('POST /api/error-checks/{id}/cancel', { params: { id: check.id } });
      await checkChanged();
    };
    return (
      <Button icon={CircleStop} onClick={() => void stop()}>
        {t('checks.stop')}
      </Button>
    );
  }
  if (check.kind !== 'table' || check.status !== 'done') return null;
  return (
    <a className={buttonClass()} href={`/api/error-checks/${check.id}/corrected.csv`} download>
      <Download className="size-4" aria-hidden />
      {t('checks.export')}
    </a>
  );
}
