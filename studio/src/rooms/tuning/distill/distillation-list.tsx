import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Scale } from 'lucide-react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { DotWhisker } from '../../../parts/charts/dot-whisker.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import { RESULT_LOOKS } from '../../evals/model.ts';
import { ModelsPage } from '../../gateway/models-page.tsx';
import { distillationsRoute } from '../addresses.ts';
import { useShares } from '../figures.ts';
import { CompareButton } from './compare-button.tsx';
import { DistillationMark } from './marks.tsx';
import { type Distillation, standing, underWay } from './model.ts';

const LOOK_MS = 2_000;

/** Comparisons of a large model with the small one that is to take its place. */
export function DistillationList() {
  return (
    <ModelsPage deed="seeTuning" actions={<CompareButton />}>
      <Distillations />
    </ModelsPage>
  );
}

function Distillations() {
  const { t, format } = useWords();
  const state = distillationsRoute.useSearch();
  const navigate = distillationsRoute.useNavigate();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/distillations'),
    refetchInterval: ({ state: { data: now } }) => (now?.data.some(underWay) ? LOOK_MS : false),
  });
  const columns: Column<Distillation>[] = [
    {
      key: 'name',
      head: t('common.name'),
      cell: ({ comparison }) => comparison.name,
      sort: ({ comparison }) => comparison.name,
    },
    {
      key: 'verdict',
      head: t('evals.verdict'),
      cell: (one) => <DistillationMark one={one} />,
      sort: ({ report, status }) => report?.result ?? status,
      width: 130,
      card: 'bare',
    },
    {
      key: 'difference',
      head: t('distill.difference'),
      cell: (one) => <Difference one={one} />,
      sort: ({ report }) => report?.difference.estimate ?? -1,
      width: 260,
      card: 'bare',
    },
    {
      key: 'tokens',
      head: t('distill.tokens_saved'),
      cell: ({ report }) => report?.saved.tokens && format.percent(report.saved.tokens.estimate),
      sort: ({ report }) => report?.saved.tokens?.estimate ?? -1,
      width: 120,
      end: true,
      from: 'lg',
    },
    {
      key: 'moved',
      head: t('distill.traffic'),
      cell: (one) => {
        const move = standing(one);
        return move && t('distill.share_of', { share: format.percent(move.share), route: move.route });
      },
      width: 180,
      from: 'xl',
      card: 'bare',
    },
    {
      key: 'created',
      head: t('distill.compared'),
      cell: ({ createdAt }) => <When at={createdAt} />,
      sort: ({ createdAt }) => createdAt,
      width: 120,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <ListScreen
      label={t('gateway.distillation')}
      searchLabel={t('distill.search')}
      rows={data?.data}
      error={error}
      onRetry={() => void refetch()}
      columns={columns}
      rowKey={({ id }) => id}
      textOf={({ comparison: { name, teacher, student } }) => `${name} ${teacher.model} ${student.model}`}
      state={state}
      onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      link={({ id }, props) => <Link to="/models/distillation/$id" params={{ id }} {...props} />}
      empty={{
        icon: Scale,
        title: t('distill.none'),
        what: t('distill.none_what'),
        example: t('distill.none_example'),
        action: <CompareButton />,
      }}
    />
  );
}

function Difference({ one: { report } }: { one: Distillation }) {
  const { t } = useWords();
  const { points } = useShares();
  if (!report) return null;
  const { estimate, low, high } = report.difference;
  return (
    <span className="grid grid-cols-[96px_minmax(80px,1fr)] items-center gap-2 tabular-nums">
      <span>{points(estimate)}</span>
      <DotWhisker
        label={t('distill.difference_is', {
          value: points(estimate),
          low: points(low),
          high: points(high),
        })}
        estimate={estimate}
        interval={{ low, high }}
        domain={[-0.3, 0.3]}
        zero
        tone={RESULT_LOOKS[report.result].tone}
      />
    </span>
  );
}
