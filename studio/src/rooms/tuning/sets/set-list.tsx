import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Layers, Plus } from 'lucide-react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { buttonClass } from '../../../parts/button.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import { useMay } from '../../../shell/me.ts';
import { ModelsPage } from '../../gateway/models-page.tsx';
import { setsRoute } from '../addresses.ts';
import { BuildMark } from '../marks.tsx';
import { building, type TrainingSet } from '../model.ts';

const LOOK_MS = 2_000;

/** Training sets with their newest version. */
export function SetList() {
  return (
    <ModelsPage deed="seeTuning" actions={<New />}>
      <Sets />
    </ModelsPage>
  );
}

function Sets() {
  const { t, format } = useWords();
  const state = setsRoute.useSearch();
  const navigate = setsRoute.useNavigate();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/training-sets'),
    refetchInterval: ({ state: { data: now } }) =>
      now?.data.some(({ latest }) => latest && building(latest)) ? LOOK_MS : false,
  });
  const columns: Column<TrainingSet>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'status',
      head: t('tuning.newest_version'),
      cell: ({ latest }) => latest && <BuildMark version={latest} />,
      sort: ({ latest }) => latest?.status ?? '',
      width: 140,
      card: 'bare',
    },
    {
      key: 'version',
      head: t('tuning.version'),
      cell: ({ latest }) => latest && t('tuning.v_n', { number: latest.number }),
      width: 80,
      from: 'md',
      card: 'bare',
    },
    {
      key: 'task',
      head: t('tuning.task'),
      cell: ({ recipe }) => t(`tuning.task_${recipe.task ?? 'single'}`),
      sort: ({ recipe }) => recipe.task ?? 'single',
      width: 150,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'kept',
      head: t('tuning.examples_head'),
      cell: ({ latest }) => latest?.report && format.number(latest.report.kept),
      sort: ({ latest }) => latest?.report?.kept ?? 0,
      width: 100,
      end: true,
    },
    {
      key: 'classes',
      head: t('tuning.classes'),
      cell: ({ latest }) => latest?.report && format.number(latest.report.balance.classes),
      sort: ({ latest }) => latest?.report?.balance.classes ?? 0,
      width: 90,
      end: true,
      from: 'md',
    },
    {
      key: 'updated',
      head: t('common.updated'),
      cell: ({ latest, updatedAt }) => <When at={latest?.finishedAt ?? updatedAt} />,
      sort: ({ latest, updatedAt }) => latest?.finishedAt ?? updatedAt,
      width: 120,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <ListScreen
      label={t('gateway.sets')}
      searchLabel={t('tuning.search_sets')}
      rows={data?.data}
      error={error}
      onRetry={() => void refetch()}
      columns={columns}
      rowKey={({ slug }) => slug}
      textOf={({ name, slug }) => `${name} ${slug}`}
      state={state}
      onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      link={({ slug }, props) => <Link to="/models/training-sets/$slug" params={{ slug }} {...props} />}
      empty={{
        icon: Layers,
        title: t('tuning.no_sets'),
        what: t('tuning.no_sets_what'),
        example: t('tuning.no_sets_example'),
        action: <New />,
      }}
    />
  );
}

function New() {
  const { t } = useWords();
  if (!useMay()('tune')) return null;
  return (
    <Link to="/models/new-training-set" className={buttonClass('primary')}>
      <Plus className="size-4" aria-hidden />
      {t('gateway.new_set')}
    </Link>
  );
}
