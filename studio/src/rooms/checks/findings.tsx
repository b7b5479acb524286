import { ListChecks } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { Filter, FilterBar } from '../../parts/filters.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import type { Column } from '../../parts/table-model.ts';
import { useMay } from '../../shell/me.ts';
import { type CheckSearch, checkRoute } from './addresses.ts';
import { FindingPanel } from './finding-panel.tsx';
import { Cell } from './finding-row.tsx';
import { type Check, FINDING_STATUS, type Finding } from './model.ts';
import { useDecide, useFindings } from './use-findings.ts';

/** The findings as a list, and beside it the one that is decided; deciding goes on to the next. */
export function Findings({ check }: { check: Check }) {
  const { t } = useWords();
  const may = useMay()('curate');
  const { status, column, finding: chosen } = checkRoute.useSearch();
  const navigate = checkRoute.useNavigate();
  const set = (change: CheckSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const filter = { ...(status ? { status } : {}), ...(column ? { column } : {}) };
  const { findings, error, refetch, fetchNextPage, hasNextPage } = useFindings(check.id, filter);
  const decide = useDecide(check.id, filter);
  const at = findings?.findIndex((one) => one.id === chosen) ?? -1;
  const current = findings?.[at];
  const columnNames = check.columns.filter((one) => one.findings > 0).map(({ name }) => name);
  return (
    <SplitView
      detail={
        current && (
          <FindingPanel
            key={current.id}
            check={check}
            finding={current}
            mayDecide={may}
            onMove={(by) => set({ finding: findings?.[at + by]?.id ?? current.id })}
            onClose={() => set({ finding: undefined })}
            onDecide={(decision) => {
              set({ finding: (findings?.[at + 1] ?? findings?.[at - 1])?.id });
              void decide(current, decision);
            }}
          />
        )
      }
    >
      <FilterBar>
        <Filter
          label={t('checks.state')}
          value={status}
          options={FINDING_STATUS.map((one) => ({
            value: one,
            label: `${t(`checks.finding_${one}`)} (${check.findings[one]})`,
          }))}
          onChange={(next) => set({ status: next, finding: undefined })}
        />
        {columnNames.length > 1 && (
          <Filter
            label={t('checks.column')}
            value={column}
            options={columnNames.map((name) => ({ value: name, label: name }))}
            onChange={(next) => set({ column: next, finding: undefined })}
          />
        )}
      </FilterBar>
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !findings ? (
        <SkeletonRows />
      ) : findings.length === 0 ? (
        <Empty icon={ListChecks} title={t('checks.no_findings')}>
          {t('checks.no_findings_what')}
        </Empty>
      ) : (
        <List
          findings={findings}
          selected={current?.id}
          onEnd={() => void (hasNextPage && fetchNextPage())}
        />
      )}
    </SplitView>
  );
}

interface ListProps {
  findings: readonly Finding[];
  selected: string | undefined;
  onEnd: () => void;
}

function List({ findings, selected, onEnd }: ListProps) {
  const { t, format } = useWords();
  const columns: Column<Finding>[] = [
    { key: 'value', head: t('checks.value'), cell: ({ value }) => <Cell value={value} marked /> },
    {
      key: 'column',
      head: t('checks.column'),
      cell: ({ column, context }) => column ?? <span className="text-muted">{context[0]}</span>,
      width: 190,
      card: 'bare',
    },
    {
      key: 'suggestion',
      head: t('checks.suggested'),
      cell: ({ suggestion, correction }) => {
        const shown = correction ?? suggestion;
        return shown === null ? '' : shown || <span className="text-muted">{t('checks.leave_empty')}</span>;
      },
      width: 190,
    },
    {
      key: 'row',
      head: t('checks.row'),
      cell: ({ row }) => format.number(row + 1),
      width: 76,
      end: true,
      from: 'md',
    },
    {
      key: 'score',
      head: t('checks.score'),
      cell: ({ score }) => format.percent(score),
      width: 70,
      end: true,
    },
  ];
  return (
    <DataTable
      label={t('checks.findings')}
      rows={findings}
      columns={columns}
      rowKey={({ id }) => id}
      {...(selected ? { selected } : {})}
      onEnd={onEnd}
      link={({ id }, props) => (
        <checkRoute.Link to="." search={(before) => ({ ...before, finding: id })} {...props} />
      )}
    />
  );
}
