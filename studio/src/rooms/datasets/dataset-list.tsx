import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Inbox, Plus, ScanSearch, Table2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Field } from '../../parts/field.tsx';
import { FilterBar, SearchBox } from '../../parts/filters.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { TextArea } from '../../parts/inputs.tsx';
import { NamedSlug, useNamedSlug } from '../../parts/named-slug.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import type { Column } from '../../parts/table-model.ts';
import { When } from '../../parts/when.tsx';
import { useMay } from '../../shell/me.ts';
import { ClassMark } from '../gateway/class-mark.tsx';
import { DATA_CLASSES } from '../gateway/facts.ts';
import { datasetsRoute } from './addresses.ts';
import { type Dataset, datasetChanged } from './model.ts';
import { ProposalPanel } from './proposals/proposal-panel.tsx';
import { useProposals } from './proposals/use-proposals.ts';
import { VersionBadge } from './version-badge.tsx';

/** All data sets; beside them, what production proposes for them. */
export function DatasetList() {
  const { t } = useWords();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery(read('GET /api/datasets'));
  const { search = '', order, beside } = datasetsRoute.useSearch();
  const navigate = datasetsRoute.useNavigate();
  const set = (change: { search?: string; order?: string; beside?: 'production' }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const { proposals } = useProposals();
  const create = may('curate') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('datasets.create')}
    </Button>
  );
  const found = data?.data.filter(({ name, slug, description }) =>
    `${name} ${slug} ${description}`.toLowerCase().includes(search.toLowerCase()),
  );
  const waiting = proposals?.length ?? 0;
  return (
    <Page
      title={t('shell.datasets')}
      actions={
        <>
          {waiting > 0 && (
            <Button
              icon={Inbox}
              aria-pressed={beside === 'production'}
              onClick={() => set({ beside: beside ? undefined : 'production' })}
            >
              {t('datasets.from_production', { count: waiting })}
            </Button>
          )}
          <Link to="/checks" className={buttonClass()}>
            <ScanSearch className="size-4" aria-hidden />
            {t('checks.title')}
          </Link>
          {data && data.data.length > 0 && create}
        </>
      }
    >
      <SplitView
        detail={beside === 'production' && <ProposalPanel onClose={() => set({ beside: undefined })} />}
      >
        {error ? (
          <ErrorPage error={error} onRetry={() => void refetch()} />
        ) : !data || !found ? (
          <SkeletonRows />
        ) : data.data.length === 0 ? (
          <Empty
            icon={Table2}
            title={t('datasets.none')}
            example={t('datasets.none_example')}
            action={create}
          >
            {t('datasets.none_what')}
          </Empty>
        ) : (
          <>
            <FilterBar>
              <SearchBox
                label={t('datasets.search_sets')}
                value={search}
                onChange={(text) => set({ search: text || undefined })}
              />
            </FilterBar>
            {found.length === 0 ? (
              <NoMatch onClear={() => set({ search: undefined })} />
            ) : (
              <Rows datasets={found} order={order} onOrder={(next) => set({ order: next })} />
            )}
          </>
        )}
      </SplitView>
      {creating && <NewDataset onClose={() => setCreating(false)} />}
    </Page>
  );
}

interface RowsProps {
  datasets: readonly Dataset[];
  order: string | undefined;
  onOrder: (order: string | undefined) => void;
}

function Rows({ datasets, order, onOrder }: RowsProps) {
  const { t, format } = useWords();
  const columns: Column<Dataset>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'description',
      head: t('common.description'),
      cell: ({ description }) => description && <span className="text-muted">{description}</span>,
      from: 'xl',
      card: 'none',
    },
    {
      key: 'examples',
      head: t('datasets.examples'),
      cell: ({ examples }) => format.number(examples),
      sort: ({ examples }) => examples,
      width: 96,
      end: true,
    },
    {
      key: 'tags',
      head: t('datasets.tags'),
      cell: ({ tags }) => format.number(tags.length),
      sort: ({ tags }) => tags.length,
      width: 80,
      end: true,
      from: 'md',
    },
    {
      key: 'version',
      head: t('datasets.version'),
      cell: (dataset) => <VersionBadge dataset={dataset} />,
      width: 150,
      card: 'bare',
    },
    {
      key: 'class',
      head: t('gateway.data_class'),
      cell: ({ dataClass }) => <ClassMark dataClass={dataClass} />,
      sort: ({ dataClass }) => DATA_CLASSES.indexOf(dataClass),
      width: 130,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'updated',
      head: t('common.updated'),
      cell: ({ updatedAt }) => <When at={updatedAt} />,
      sort: ({ updatedAt }) => updatedAt,
      width: 120,
      end: true,
      from: 'md',
      card: 'bare',
    },
  ];
  return (
    <DataTable
      label={t('shell.datasets')}
      rows={datasets}
      columns={columns}
      rowKey={({ slug }) => slug}
      order={order}
      onOrder={onOrder}
      link={({ slug }, props) => <Link to="/datasets/$slug" params={{ slug }} {...props} />}
    />
  );
}

function NewDataset({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const named = useNamedSlug();
  const [description, setDescription] = useState('');
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('datasets.create')}
      submit={t('datasets.create_submit')}
      disabled={!named.complete}
      onSubmit={async () => {
        const { slug, name } = named;
        await api('POST /api/datasets', { body: { slug, name: name.trim(), description } });
        void datasetChanged();
        await navigate({ to: '/datasets/$slug', params: { slug } });
      }}
    >
      <NamedSlug value={named} hint={t('datasets.slug_hint')} />
      <Field label={t('common.description')}>
        {(control) => (
          <TextArea
            {...control}
            maxLength={2_000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
