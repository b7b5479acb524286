import { useQuery } from '@tanstack/react-query';
import { apiWithSignal } from '../../../client/api.ts';
import { usePages } from '../../../client/pages.ts';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { NoMatch } from '../../../parts/no-match.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { SplitView } from '../../../parts/split-view.tsx';
import { type CompareSearch, compareRoute } from '../addresses.ts';
import { type Compared, type EvalRun, headline } from '../model.ts';
import { RunPage } from '../run-page.tsx';
import { CompareFilters } from './compare-filters.tsx';
import { CompareTable } from './compare-table.tsx';
import { ExamplePanel } from './example-panel.tsx';

const NO_FILTER = { change: undefined, tag: undefined };
/** Each comes with two answers and what was found for them. */
const ROWS_A_PAGE = 60;

/** Example by example: what each version said, and where they differ. */
export function CompareScreen() {
  const { run: id } = compareRoute.useParams();
  return <RunPage id={id}>{(run) => <Comparison run={run} />}</RunPage>;
}

function Comparison({ run }: { run: EvalRun }) {
  const { t } = useWords();
  const { example, ...filter } = compareRoute.useSearch();
  const navigate = compareRoute.useNavigate();
  const set = (change: CompareSearch, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const { graders, gate } = run.definition;
  const { rows, counts, error, refetch, more, loadingMore } = useResults(run, filter);
  const grader =
    filter.grader ?? headline(gate.criteria.map((criterion) => ({ criterion })))?.criterion.grader;
  const index = rows?.findIndex((row) => row.exampleId === example) ?? -1;
  const opened = rows?.[index];
  const move = (by: number) => {
    const next = rows?.[index + by];
    if (next) set({ example: next.exampleId });
  };
  return (
    <SplitView
      detail={
        opened && (
          <ExamplePanel
            key={opened.exampleId}
            example={opened}
            run={run}
            graders={graders}
            onMove={move}
            onClose={() => set({ example: undefined }, false)}
          />
        )
      }
    >
      <CompareFilters
        run={run}
        filter={filter}
        grader={grader}
        graders={graders}
        counts={counts}
        onChange={set}
      />
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !rows ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        filter.change || filter.tag ? (
          <NoMatch onClear={() => set(NO_FILTER)} />
        ) : (
          <p className="p-6 text-muted">{t('evals.no_results')}</p>
        )
      ) : (
        <CompareTable
          rows={rows}
          run={run}
          grader={grader}
          selected={example}
          onEnd={more}
          footer={loadingMore ? <SkeletonRows rows={3} /> : undefined}
        />
      )}
    </SplitView>
  );
}

type Row = Compared & { id: string };

function useResults(run: EvalRun, { change, tag, grader }: Omit<CompareSearch, 'example'>) {
  const params = { id: run.id };
  const query = { change, tag, grader };
  const pages = usePages<Row>(
    ['GET /api/eval-runs/{id}/results', run.id, query],
    async ({ after }, signal) => {
      const { data, hasMore } = await apiWithSignal('GET /api/eval-runs/{id}/results', signal, {
        params,
        query: { ...query, after, limit: ROWS_A_PAGE },
      });
      return { data: data.map((row) => ({ ...row, id: row.exampleId })), hasMore };
    },
  );
  // The counts are of this tag and grader, whichever kind is listed.
  const { data } = useQuery(
    read('GET /api/eval-runs/{id}/results', { params, query: { tag, grader, limit: 1 } }),
  );
  return { ...pages, counts: data?.counts };
}
