import { CircleAlert, CircleCheck, CircleSlash, DatabaseZap } from 'lucide-react';
import { useEffect } from 'react';
import { apiWithSignal } from '../../../client/api.ts';
import { usePages } from '../../../client/pages.ts';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Checkbox } from '../../../parts/choices.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { ShortTable } from '../../../parts/short-table.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import { type UsageFilter, type UsageSearch, usageRoute } from '../addresses.ts';
import type { ModelCall } from '../facts.ts';
import { useNames } from '../names.ts';

interface CallsProps {
  filter: UsageFilter;
  from: string;
  search: UsageSearch;
  onChange: (change: UsageSearch) => void;
  onOpened: (call: ModelCall | undefined) => void;
}

const LOOK_MS = 15_000;
/** The most that the server gives at once. */
const PAGE = 100;

/** Single calls, the newest first. What was said is in none of them. */
export function Calls({ filter, from, search, onChange, onOpened }: CallsProps) {
  const { t } = useWords();
  const columns = useColumns();
  const query = { ...filter, from, failed: search.failed };
  const { rows, error, refetch, more, hasMore, loadingMore } = usePages(
    ['GET /api/model-calls', query],
    ({ after, limit }, signal) =>
      apiWithSignal('GET /api/model-calls', signal, {
        query: { ...query, after, limit: Math.min(limit, PAGE) },
      }),
    LOOK_MS,
  );
  const opened = rows?.find(({ id }) => id === search.call);
  useEffect(() => onOpened(opened), [opened, onOpened]);
  return (
    <section aria-labelledby="calls">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="calls" className="text-base">
          {t('gateway.newest_calls')}
        </h2>
        <div className="ml-auto">
          <Checkbox
            label={t('gateway.only_failed')}
            checked={search.failed === 'true'}
            onChange={(checked) => onChange({ failed: checked ? 'true' : undefined })}
          />
        </div>
      </div>
      {error ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : !rows ? (
        <SkeletonRows rows={6} />
      ) : rows.length === 0 ? (
        <p className="text-muted">{t('common.no_match')}</p>
      ) : (
        <ShortTable
          label={t('gateway.newest_calls')}
          rows={rows}
          columns={columns}
          rowKey={({ id }) => id}
          selected={search.call}
          link={({ id }, props) => (
            <usageRoute.Link search={(before) => ({ ...before, call: id })} {...props} />
          )}
          footer={
            hasMore && (
              <div className="border-line border-t p-2 text-center">
                <Button small look="quiet" busy={loadingMore} onClick={more}>
                  {t('gateway.show_more')}
                </Button>
              </div>
            )
          }
        />
      )}
    </section>
  );
}

function useColumns(): Column<ModelCall>[] {
  const { t, format } = useWords();
  const nameOf = useNames();
  return [
    { key: 'model', head: t('gateway.by_model'), cell: ({ model }) => model },
    {
      key: 'status',
      head: t('gateway.outcome'),
      cell: (call) => <Outcome call={call} />,
      width: 150,
      card: 'bare',
    },
    {
      key: 'actor',
      head: t('gateway.by_actor'),
      cell: ({ actorId }) => nameOf('actor', actorId),
      width: 150,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'tokens',
      head: t('gateway.tokens'),
      cell: ({ promptTokens, completionTokens }) => format.number(promptTokens + completionTokens),
      width: 80,
      end: true,
    },
    {
      key: 'cost',
      head: t('gateway.cost'),
      cell: ({ dollars }) => (dollars === null ? '' : format.money(dollars)),
      width: 100,
      end: true,
      from: 'md',
    },
    {
      key: 'duration',
      head: t('gateway.duration'),
      cell: ({ durationMs }) => format.duration(durationMs),
      width: 90,
      end: true,
      from: 'md',
    },
    {
      key: 'at',
      head: t('gateway.when'),
      cell: ({ at }) => <When at={at} />,
      width: 110,
      end: true,
      card: 'bare',
    },
  ];
}

export function Outcome({ call: { code, cache, hedgeOf } }: { call: ModelCall }) {
  const { t } = useWords();
  if (hedgeOf !== null)
    return (
      <Mark icon={CircleSlash} tone="plain">
        {t('gateway.let_go')}
      </Mark>
    );
  if (code !== null)
    return (
      <Mark icon={CircleAlert} tone="bad">
        {t('gateway.failed')}
      </Mark>
    );
  if (cache !== null)
    return (
      <Mark icon={DatabaseZap} tone="accent">
        {t('gateway.cached')}
      </Mark>
    );
  return (
    <Mark icon={CircleCheck} tone="good">
      {t('gateway.answered')}
    </Mark>
  );
}
