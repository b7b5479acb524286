import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { Select } from '../../../parts/inputs.tsx';
import { Page } from '../../../parts/page.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { TAB, Tabs } from '../../../parts/tabs.tsx';
import { BuildMark, FateMark } from '../marks.tsx';
import { building, type SetVersion, type TrainingSet } from '../model.ts';
import { SetActions } from './set-actions.tsx';

const LOOK_MS = 700;

interface SetPageProps {
  slug: string;
  /** The newest when absent. */
  number: number | undefined;
  children: (version: SetVersion, set: TrainingSet) => ReactNode;
}

/** What the screens of one training set have in common: its name, the version that is looked at, and what can be done. */
export function SetPage({ slug, number, children }: SetPageProps) {
  const { t } = useWords();
  const query = useQuery({
    ...read('GET /api/training-sets/{slug}', { params: { slug } }),
    refetchInterval: ({ state }) => (state.data?.latest && building(state.data.latest) ? LOOK_MS : false),
  });
  const { data: set, error, refetch } = query;
  const older = useQuery({
    ...read('GET /api/training-sets/{slug}/versions/{number}', { params: { slug, number: number ?? 1 } }),
    enabled: set !== undefined && number !== undefined && number !== set.latest?.number,
  });
  const latest = set?.latest ?? undefined;
  const version = number === undefined || number === latest?.number ? latest : older.data;
  const failed = error ?? older.error;
  return (
    <Page
      title={set?.name ?? slug}
      aside={
        set &&
        version && (
          <>
            <VersionChoice set={set} number={version.number} />
            <BuildMark version={version} />
            <FateMark tainted={version.tainted} erasedAt={null} />
          </>
        )
      }
      up={
        <Link to="/models/training-sets" className="hover:text-ink">
          {t('gateway.sets')}
        </Link>
      }
      description={set?.description || undefined}
      actions={set && <SetActions set={set} version={version} />}
      tabs={
        <Tabs label={t('tuning.set_parts')}>
          <Link
            to="/models/training-sets/$slug"
            params={{ slug }}
            search={{ version: number }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={TAB}
          >
            {t('tuning.report')}
          </Link>
          <Link
            to="/models/training-sets/$slug/examples"
            params={{ slug }}
            search={{ version: number }}
            activeOptions={{ includeSearch: false }}
            className={TAB}
          >
            {t('tuning.examples_head')}
          </Link>
        </Tabs>
      }
    >
      {failed && !version ? (
        <ErrorPage error={failed} onRetry={() => void refetch()} />
      ) : set && version ? (
        children(version, set)
      ) : set && !latest ? (
        <p className="p-6 text-muted">{t('tuning.never_built')}</p>
      ) : (
        <SkeletonText lines={12} />
      )}
    </Page>
  );
}

function VersionChoice({ set, number }: { set: TrainingSet; number: number }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const newest = set.latest?.number ?? number;
  if (newest < 2) return <span className="text-muted">{t('tuning.version_n', { number })}</span>;
  return (
    <Select
      aria-label={t('tuning.version')}
      className="w-32"
      value={number}
      onChange={(event) => {
        const chosen = Number(event.target.value);
        void navigate({
          to: '.',
          search: { version: chosen === newest ? undefined : chosen },
          replace: true,
        });
      }}
    >
      {Array.from({ length: newest }, (_, i) => newest - i).map((one) => (
        <option key={one} value={one}>
          {t('tuning.version_n', { number: one })}
        </option>
      ))}
    </Select>
  );
}
