import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { useMemo, useState } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Empty } from '../../../parts/empty.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { NoMatch } from '../../../parts/no-match.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { SplitView } from '../../../parts/split-view.tsx';
import { type UsageFilter, type UsageSearch, usageRoute } from '../addresses.ts';
import { beginOf, DIMENSIONS, type ModelCall } from '../facts.ts';
import { ModelsPage } from '../models-page.tsx';
import { ByDimension } from './by-dimension.tsx';
import { CallPanel } from './call-panel.tsx';
import { Calls } from './calls.tsx';
import { Figures } from './figures.tsx';
import { OverTime } from './over-time.tsx';
import { UsageFilters } from './usage-filters.tsx';

const LOOK_MS = 15_000;
const NO_FILTER: UsageSearch = {
  ...Object.fromEntries(DIMENSIONS.map((by) => [by, undefined])),
  failed: undefined,
};

/** How much models are used: by whom, for what, at which cost, and how well they answer. */
export function Usage() {
  const search = usageRoute.useSearch();
  const navigate = usageRoute.useNavigate();
  const [opened, setOpened] = useState<ModelCall>();
  const set = (change: UsageSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <ModelsPage>
      <SplitView
        detail={
          search.call &&
          opened && <CallPanel call={opened} onClose={() => set({ call: undefined })} onFilter={set} />
        }
      >
        <UsageFilters search={search} onChange={set} />
        <Body search={search} onChange={set} onOpened={setOpened} />
      </SplitView>
    </ModelsPage>
  );
}

interface BodyProps {
  search: UsageSearch;
  onChange: (change: UsageSearch) => void;
  onOpened: (call: ModelCall | undefined) => void;
}

function Body({ search, onChange, onOpened }: BodyProps) {
  const { period = '7d', by = 'model', show = 'requests' } = search;
  const from = useMemo(() => beginOf(period), [period]);
  const filter: UsageFilter = Object.fromEntries(DIMENSIONS.map((name) => [name, search[name]]));
  const { data, error, refetch } = useQuery({
    ...read('GET /api/usage', { query: { ...filter, from, by } }),
    refetchInterval: LOOK_MS,
    placeholderData: keepPreviousData,
  });
  if (error && !data) return <ErrorPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={14} />;
  const filtered = DIMENSIONS.some((name) => search[name] !== undefined);
  if (data.total.requests === 0)
    return filtered ? <NoMatch onClear={() => onChange(NO_FILTER)} /> : <Nothing />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-5 sm:px-6">
        <section className="rounded-lg border border-line bg-surface">
          <Figures total={data.total} show={show} onShow={(next) => onChange({ show: next })} />
          <OverTime usage={data} show={show} />
        </section>
        <ByDimension groups={data.groups} by={by} search={search} onChange={onChange} />
        <Calls filter={filter} from={from} search={search} onChange={onChange} onOpened={onOpened} />
      </div>
    </div>
  );
}

function Nothing() {
  const { t } = useWords();
  return (
    <Empty
      icon={Cpu}
      title={t('gateway.no_calls')}
      example={t('gateway.no_calls_example', { url: `${location.origin}/v1` })}
    >
      {t('gateway.no_calls_what')}
    </Empty>
  );
}
