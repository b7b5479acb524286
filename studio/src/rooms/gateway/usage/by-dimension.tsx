import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Filter } from '../../../parts/filters.tsx';
import { ShortTable } from '../../../parts/short-table.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { type UsageSearch, usageRoute } from '../addresses.ts';
import { DIMENSIONS, type Dimension, type Sum } from '../facts.ts';
import { useNames } from '../names.ts';

interface ByDimensionProps {
  groups: readonly Sum[];
  by: Dimension;
  search: UsageSearch;
  onChange: (change: UsageSearch) => void;
}

/** Longer lists are opened by a press: the calls below are wanted too. */
const FIRST = 8;

/** The calls by model, by person or whatever else they differ in; a row narrows everything to itself. */
export function ByDimension({ groups, by, search, onChange }: ByDimensionProps) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const columns = useColumns(by);
  const most = all ? groups.length : FIRST;
  return (
    <section aria-labelledby="by-dimension">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="by-dimension" className="text-base">
          {t('gateway.where_it_goes')}
        </h2>
        <div className="ml-auto">
          <Filter
            label={t('gateway.split_by')}
            value={by}
            options={DIMENSIONS.map((value) => ({ value, label: t(`gateway.by_${value}`) }))}
            onChange={(next) => onChange({ by: next, order: undefined })}
          />
        </div>
      </div>
      <ShortTable
        label={t('gateway.where_it_goes')}
        rows={groups.slice(0, most)}
        columns={columns}
        rowKey={({ key }) => key ?? ''}
        selected={search[by]}
        order={search.order}
        onOrder={(order) => onChange({ order })}
        link={({ key }, { className, children }) =>
          key === null ? (
            <span className="text-muted">{children}</span>
          ) : (
            <usageRoute.Link
              search={(before) => ({ ...before, [by]: before[by] === key ? undefined : key })}
              className={className}
            >
              {children}
            </usageRoute.Link>
          )
        }
        footer={
          groups.length > most && (
            <div className="border-line border-t p-2 text-center">
              <Button small look="quiet" onClick={() => setAll(true)}>
                {t('gateway.show_all', { count: groups.length })}
              </Button>
            </div>
          )
        }
      />
      {(by === 'group' || by === 'finding') && (
        <p className="mt-2 text-muted text-xs">{t(`gateway.${by}s_overlap`)}</p>
      )}
    </section>
  );
}

function useColumns(by: Dimension): Column<Sum>[] {
  const { t, format } = useWords();
  const nameOf = useNames();
  const time = (value: number | null) => (value === null ? '' : format.duration(value));
  return [
    {
      key: 'key',
      head: t(`gateway.by_${by}`),
      cell: ({ key }) => nameOf(by, key),
      sort: ({ key }) => nameOf(by, key),
    },
    {
      key: 'requests',
      head: t('gateway.requests'),
      cell: ({ requests }) => format.number(requests),
      sort: ({ requests }) => requests,
      width: 100,
      end: true,
    },
    {
      key: 'tokens',
      head: t('gateway.tokens'),
      cell: ({ promptTokens, completionTokens }) => format.number(promptTokens + completionTokens),
      sort: ({ promptTokens, completionTokens }) => promptTokens + completionTokens,
      width: 100,
      end: true,
    },
    {
      key: 'cost',
      head: t('gateway.cost'),
      cell: ({ dollars, unpriced, requests }) =>
        unpriced > 0 && unpriced === requests ? (
          <span className="text-faint">{t('gateway.price_unknown')}</span>
        ) : (
          format.money(dollars)
        ),
      sort: ({ dollars }) => dollars,
      width: 110,
      end: true,
    },
    {
      key: 'p50',
      head: t('gateway.p50'),
      cell: ({ p50 }) => time(p50),
      sort: ({ p50 }) => p50 ?? 0,
      width: 90,
      end: true,
      from: 'md',
    },
    {
      key: 'p95',
      head: t('gateway.p95'),
      cell: ({ p95 }) => time(p95),
      sort: ({ p95 }) => p95 ?? 0,
      width: 90,
      end: true,
      from: 'lg',
    },
    {
      key: 'failed',
      head: t('gateway.failed'),
      cell: ({ failed }) =>
        failed > 0 ? <span className="text-bad">{format.number(failed)}</span> : format.number(0),
      sort: ({ failed }) => failed,
      width: 90,
      end: true,
    },
  ];
}
