import { apiWithSignal } from '../../../client/api.ts';
import { usePages } from '../../../client/pages.ts';
import { useWords } from '../../../i18n/words.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { Filter, FilterBar, SearchBox } from '../../../parts/filters.tsx';
import { NoMatch } from '../../../parts/no-match.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { SplitView } from '../../../parts/split-view.tsx';
import { type ExamplesSearch, setExamplesRoute } from '../addresses.ts';
import { REASONS, type SetVersion, SPLITS, type TrainingExample } from '../model.ts';
import { useExampleColumns } from './example-columns.tsx';
import { ExamplePanel } from './example-panel.tsx';
import { SetPage } from './set-page.tsx';

const NO_FILTER: ExamplesSearch = {
  split: undefined,
  leftOut: undefined,
  label: undefined,
  search: undefined,
};

/** The examples of a version: those that are in it, or those that were left out. */
export function SetExamples() {
  const { slug } = setExamplesRoute.useParams();
  const { version: number } = setExamplesRoute.useSearch();
  return (
    <SetPage slug={slug} number={number}>
      {(version) => <Examples key={version.number} slug={slug} version={version} />}
    </SetPage>
  );
}

function Examples({ slug, version }: { slug: string; version: SetVersion }) {
  const { t } = useWords();
  const search = setExamplesRoute.useSearch();
  const navigate = setExamplesRoute.useNavigate();
  const set = (change: ExamplesSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const { split, leftOut, label, search: text } = search;
  const params = { slug, number: version.number };
  const filter = { split, leftOut, label, search: text };
  const { rows, error, refetch, more } = usePages<TrainingExample>(
    ['GET /api/training-sets/{slug}/versions/{number}/examples', params, filter],
    (page, signal) =>
      apiWithSignal('GET /api/training-sets/{slug}/versions/{number}/examples', signal, {
        params,
        query: { ...filter, ...page },
      }),
  );
  const columns = useExampleColumns(leftOut !== undefined);
  const open = rows?.find(({ id }) => id === search.example);
  const labels = version.report?.classes ?? [];
  return (
    <SplitView detail={open && <ExamplePanel example={open} onClose={() => set({ example: undefined })} />}>
      <FilterBar>
        <SearchBox
          label={t('tuning.search_examples')}
          value={text ?? ''}
          onChange={(typed) => set({ search: typed || undefined })}
        />
        <Filter
          label={t('tuning.split')}
          value={split}
          options={SPLITS.map((one) => ({ value: one, label: t(`tuning.split_${one}`) }))}
          onChange={(next) => set({ split: next, leftOut: undefined })}
        />
        {labels.length > 0 && (
          <Filter
            label={t('tuning.label')}
            value={label}
            options={labels.slice(0, 200).map((one) => ({ value: one.label, label: one.label }))}
            onChange={(next) => set({ label: next })}
          />
        )}
        <Filter
          label={t('tuning.left_out')}
          value={leftOut}
          options={REASONS.filter((reason) =>
            version.report?.leftOut.some((one) => one.reason === reason),
          ).map((reason) => ({ value: reason, label: t(`tuning.reason_${reason}`) }))}
          onChange={(next) => set({ leftOut: next, split: undefined })}
        />
      </FilterBar>
      {error && !rows ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !rows ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        <NoMatch onClear={() => set(NO_FILTER)} />
      ) : (
        <DataTable
          label={t('tuning.examples_head')}
          rows={rows}
          columns={columns}
          rowKey={({ id }) => id}
          selected={search.example}
          onEnd={more}
          link={({ id }, props) => (
            <setExamplesRoute.Link search={(before) => ({ ...before, example: id })} {...props} />
          )}
        />
      )}
    </SplitView>
  );
}
