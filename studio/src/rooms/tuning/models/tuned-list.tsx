import { Link } from '@tanstack/react-router';
import { Sparkles } from 'lucide-react';
import { apiWithSignal } from '../../../client/api.ts';
import { usePages } from '../../../client/pages.ts';
import { useWords } from '../../../i18n/words.ts';
import { DotWhisker } from '../../../parts/charts/dot-whisker.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import { ModelsPage } from '../../gateway/models-page.tsx';
import { tunedRoute } from '../addresses.ts';
import { useShares } from '../figures.ts';
import { FateMark } from '../marks.tsx';
import { baselineOf, mainMeasure, type TunedModel } from '../model.ts';
import { SetName } from '../set-name.tsx';
import { TuneButton } from '../tune/tune-button.tsx';

/** The server gives at most so many at once. */
const PAGE = 200;

/** Models that were tuned here, each with how good it is and how sure that is. */
export function TunedList() {
  return (
    <ModelsPage deed="seeTuning" actions={<TuneButton />}>
      <Models />
    </ModelsPage>
  );
}

function Models() {
  const { t, format } = useWords();
  const { points } = useShares();
  const state = tunedRoute.useSearch();
  const navigate = tunedRoute.useNavigate();
  const { rows, error, refetch, more } = usePages<TunedModel>(
    ['GET /api/tuned-models'],
    ({ after, limit }, signal) =>
      apiWithSignal('GET /api/tuned-models', signal, { query: { after, limit: Math.min(limit, PAGE) } }),
  );
  const gain = ({ report }: TunedModel) => {
    const [main, base] = report ? [mainMeasure(report), baselineOf(report)] : [];
    return main && base ? main.estimate - base.estimate : undefined;
  };
  const columns: Column<TunedModel>[] = [
    { key: 'name', head: t('common.name'), cell: ({ suffix }) => suffix, sort: ({ suffix }) => suffix },
    {
      key: 'quality',
      head: t('tuning.quality'),
      cell: (model) => <Quality model={model} />,
      sort: ({ report }) => (report && mainMeasure(report)?.estimate) ?? -1,
      width: 290,
      card: 'bare',
    },
    {
      key: 'gain',
      head: t('tuning.gain'),
      cell: (model) => {
        const by = gain(model);
        return by === undefined ? null : points(by);
      },
      sort: (model) => gain(model) ?? -1,
      width: 120,
      end: true,
      from: 'md',
    },
    {
      key: 'classes',
      head: t('tuning.classes'),
      cell: ({ report }) => report && format.number(report.classes),
      sort: ({ report }) => report?.classes ?? 0,
      width: 80,
      end: true,
      from: 'xl',
    },
    {
      key: 'set',
      head: t('tuning.learned_from'),
      cell: ({ trainingSet }) => <SetName plain set={trainingSet} />,
      sort: ({ trainingSet }) => trainingSet.name,
      width: 210,
      from: 'xxl',
      card: 'bare',
    },
    {
      key: 'fate',
      head: t('tuning.since'),
      cell: ({ tainted, erasedAt }) => <FateMark tainted={tainted} erasedAt={erasedAt} />,
      width: 170,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'created',
      head: t('tuning.created'),
      cell: ({ createdAt }) => <When at={createdAt} />,
      sort: ({ createdAt }) => createdAt,
      width: 110,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <ListScreen
      label={t('gateway.tuned')}
      searchLabel={t('tuning.search_models')}
      rows={rows}
      error={error}
      onRetry={() => void refetch()}
      onEnd={more}
      columns={columns}
      rowKey={({ id }) => id}
      textOf={({ name, suffix, trainingSet }) => `${suffix} ${name} ${trainingSet.name}`}
      state={state}
      onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      link={({ id }, props) => <Link to="/models/tuned/$model" params={{ model: id }} {...props} />}
      empty={{
        icon: Sparkles,
        title: t('tuning.no_models'),
        what: t('tuning.no_models_what'),
        example: t('tuning.no_models_example'),
        action: <TuneButton />,
      }}
    />
  );
}

/** The main measure with its interval, on the whole scale. */
function Quality({ model: { report } }: { model: TunedModel }) {
  const { t } = useWords();
  const { share, range } = useShares();
  const main = report && mainMeasure(report);
  if (!main) return <span className="text-faint">{t('tuning.not_measured_short')}</span>;
  const [value, between] = [share(main.estimate), range(main)];
  return (
    <span className="grid grid-cols-[52px_92px_minmax(72px,1fr)] items-center gap-2 tabular-nums">
      <span>{value}</span>
      <span className="text-muted text-xs">{between}</span>
      <DotWhisker
        label={t('tuning.value_is', { value, range: between })}
        estimate={main.estimate}
        interval={main}
        domain={[0, 1]}
      />
    </span>
  );
}
