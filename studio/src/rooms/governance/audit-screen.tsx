import { ShieldCheck } from 'lucide-react';
import { apiWithSignal } from '../../client/api.ts';
import { usePages } from '../../client/pages.ts';
import { useWords } from '../../i18n/words.ts';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Filter, FilterBar, SearchBox } from '../../parts/filters.tsx';
import { NoMatch } from '../../parts/no-match.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import { useMay } from '../../shell/me.ts';
import { ACTIONS } from './action-names.ts';
import { useActionWords } from './actions.ts';
import { type AuditSearch, governanceRoute } from './addresses.ts';
import { AuditActions } from './audit-actions.tsx';
import { AuditTable } from './audit-table.tsx';
import { EntryPanel } from './entry-panel.tsx';
import type { Entry } from './model.ts';

/** Everything privileged that anybody did, newest first, and the proof that nothing of it was changed. */
export function AuditScreen() {
  const { t } = useWords();
  const may = useMay();
  const { entry, ...filter } = governanceRoute.useSearch();
  const navigate = governanceRoute.useNavigate();
  const set = (change: AuditSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const allowed = may('readAudit');
  return (
    <Page
      title={t('governance.title')}
      description={t('governance.what')}
      actions={allowed && <AuditActions />}
    >
      {allowed ? (
        <List filter={filter} opened={entry} onFilter={set} />
      ) : (
        <Empty icon={ShieldCheck} title={t('governance.not_for_you')}>
          {t('governance.not_for_you_what')}
        </Empty>
      )}
    </Page>
  );
}

interface ListProps {
  filter: Omit<AuditSearch, 'entry'>;
  opened: string | undefined;
  onFilter: (change: AuditSearch) => void;
}

function List({ filter, opened, onFilter }: ListProps) {
  const { t } = useWords();
  const say = useActionWords();
  const { rows, error, refetch, more, loadingMore } = useEntries(filter);
  const entry = rows?.find(({ id }) => id === opened);
  const filtered = filter.search !== undefined || filter.action !== undefined;
  return (
    <SplitView detail={entry && <EntryPanel entry={entry} onClose={() => onFilter({ entry: undefined })} />}>
      <FilterBar>
        <SearchBox
          label={t('governance.search')}
          value={filter.search ?? ''}
          onChange={(text) => onFilter({ search: text || undefined })}
        />
        <Filter
          label={t('governance.action')}
          value={filter.action}
          options={ACTIONS.map((value) => ({ value, label: say(value) }))}
          onChange={(action) => onFilter({ action })}
        />
      </FilterBar>
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !rows ? (
        <SkeletonRows />
      ) : rows.length > 0 ? (
        <AuditTable
          entries={rows}
          selected={opened}
          onEnd={more}
          footer={loadingMore ? <SkeletonRows rows={3} /> : undefined}
        />
      ) : filtered ? (
        <NoMatch onClear={() => onFilter({ search: undefined, action: undefined })} />
      ) : (
        <Empty icon={ShieldCheck} title={t('governance.none')} example={t('governance.none_example')}>
          {t('governance.none_what')}
        </Empty>
      )}
    </SplitView>
  );
}

/** Entries are named by their place in the chain. */
function useEntries(filter: Omit<AuditSearch, 'entry'>) {
  return usePages<Entry & { id: string }>(['GET /api/audit', filter], async ({ after, limit }, signal) => {
    const query = { ...filter, limit, before: after === undefined ? undefined : Number(after) };
    const { data, hasMore } = await apiWithSignal('GET /api/audit', signal, { query });
    return { data: data.map((entry) => ({ ...entry, id: String(entry.seq) })), hasMore };
  });
}
