import { Lock, Table2, Upload } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { CardList } from '../../parts/card-list.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Filter, FilterBar, SearchBox } from '../../parts/filters.tsx';
import { useNarrow } from '../../parts/media.ts';
import { NoMatch } from '../../parts/no-match.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import type { Column } from '../../parts/table-model.ts';
import { type DatasetSearch, datasetRoute } from './addresses.ts';
import { ExamplePanel, NewExample } from './example-panel.tsx';
import { ExampleGrid } from './grid/example-grid.tsx';
import { type Dataset, type Example, nameOf } from './model.ts';
import { ProposalPanel } from './proposals/proposal-panel.tsx';
import { useExamples } from './use-examples.ts';

interface ExamplesProps {
  dataset: Dataset;
  search: DatasetSearch;
  editable: boolean;
  onSearch: (change: DatasetSearch) => void;
  onImport: () => void;
}

/** The examples of a data set: filters, the grid, and what is open beside it. */
export function Examples({ dataset, search: asked, editable, onSearch, onImport }: ExamplesProps) {
  const { t } = useWords();
  const narrow = useNarrow();
  const { slug } = dataset;
  const { search, tag, version, beside, example } = asked;
  const { rows, error, refetch, more, loadingMore, save } = useExamples(slug, { search, tag, version });
  // By its name: saving may give it another id, and what is typed meanwhile must not go with the old one.
  const opened = rows?.find(({ id }) => example !== undefined && nameOf(id) === nameOf(example));
  const filtered = search !== undefined || tag !== undefined;
  return (
    <SplitView
      detail={
        beside === 'production' ? (
          <ProposalPanel dataset={slug} onClose={() => onSearch({ beside: undefined })} />
        ) : beside === 'new' && editable ? (
          <NewExample slug={slug} onClose={() => onSearch({ beside: undefined })} />
        ) : (
          opened && (
            <ExamplePanel
              key={`${nameOf(opened.id)} ${version}`}
              example={opened}
              editable={editable}
              onSave={async (item) => {
                const { id, taken } = await save(opened, item);
                if (taken) onSearch({ example: id });
                return taken;
              }}
              onClose={() => onSearch({ example: undefined })}
            />
          )
        )
      }
    >
      <Filters dataset={dataset} asked={asked} onSearch={onSearch} />
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !rows ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        filtered ? (
          <NoMatch onClear={() => onSearch({ search: undefined, tag: undefined })} />
        ) : (
          <Empty
            icon={Table2}
            title={t('datasets.no_examples')}
            example={t('datasets.no_examples_example')}
            action={
              editable && (
                <Button look="primary" icon={Upload} onClick={onImport}>
                  {t('datasets.import')}
                </Button>
              )
            }
          >
            {t('datasets.no_examples_what')}
          </Empty>
        )
      ) : narrow ? (
        <Cards rows={rows} onEnd={more} />
      ) : (
        <ExampleGrid
          key={`${search} ${tag} ${version}`}
          label={t('datasets.examples_of', { name: dataset.name })}
          examples={rows}
          selected={opened?.id}
          editable={editable}
          onSave={(one, item) => void save(one, item)}
          onOpen={({ id }) => onSearch({ example: id, beside: undefined })}
          onEnd={more}
        />
      )}
      {loadingMore && <SkeletonRows rows={1} />}
    </SplitView>
  );
}

interface FiltersProps {
  dataset: Dataset;
  asked: DatasetSearch;
  onSearch: (change: DatasetSearch) => void;
}

function Filters({ dataset, asked, onSearch }: FiltersProps) {
  const { t } = useWords();
  const { search, tag, version } = asked;
  const newest = dataset.version;
  const versions = Array.from({ length: newest }, (_, i) => String(newest - i));
  const older = version !== undefined && version !== newest;
  return (
    <FilterBar>
      <SearchBox
        label={t('datasets.search')}
        value={search ?? ''}
        onChange={(text) => onSearch({ search: text || undefined })}
      />
      <Filter
        label={t('datasets.tag')}
        value={tag}
        options={dataset.tags.map(({ tag: value, examples }) => ({
          value,
          label: t('datasets.tag_n', { tag: value, count: examples }),
        }))}
        onChange={(next) => onSearch({ tag: next })}
      />
      {versions.length > 1 && (
        <Filter
          label={t('datasets.version')}
          value={older ? String(version) : undefined}
          options={versions
            .slice(1)
            .map((value) => ({ value, label: t('datasets.version_n', { number: Number(value) }) }))}
          onChange={(next) => onSearch({ version: next ? Number(next) : undefined })}
        />
      )}
      {older && <Badge icon={Lock}>{t('datasets.read_only')}</Badge>}
      <span className="ml-auto text-muted text-xs tabular-nums">
        {!search && !tag && !older && t('datasets.count', { count: dataset.examples })}
      </span>
    </FilterBar>
  );
}

/** On a phone: one card an example; a touch opens it. */
function Cards({ rows, onEnd }: { rows: readonly Example[]; onEnd: () => void }) {
  const { t } = useWords();
  const columns: Column<Example>[] = [
    { key: 'question', head: t('datasets.question'), cell: ({ item }) => item.question },
    {
      key: 'answer',
      head: t('datasets.answer'),
      cell: ({ item }) => item.answer ?? (item.unanswerable ? t('datasets.is_unanswerable') : ''),
      card: 'bare',
    },
    { key: 'tags', head: t('datasets.tags'), cell: ({ item }) => item.tags?.join(', '), card: 'bare' },
  ];
  return (
    <CardList
      label={t('datasets.examples')}
      rows={rows}
      columns={columns}
      rowKey={({ id }) => id}
      onEnd={onEnd}
      link={({ id }, props) => (
        <datasetRoute.Link search={(before) => ({ ...before, example: id, beside: undefined })} {...props} />
      )}
    />
  );
}
