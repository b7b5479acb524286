import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck, CircleSlash, CircleX, EyeOff } from 'lucide-react';
import { apiWithSignal } from '../../../client/api.ts';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { Detail } from '../../../parts/split-view.tsx';
import type { MistakesSearch } from '../addresses.ts';
import { useShares } from '../figures.ts';
import type { Prediction } from '../model.ts';

const PAGE = 100;

interface PredictionsProps {
  id: string;
  cell: MistakesSearch;
  onClose: () => void;
}

/** The texts of the test split behind a cell, least sure first. */
export function Predictions({ id, cell: { actual, predicted }, onClose }: PredictionsProps) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['GET /api/tuned-models/{id}/predictions', id, actual, predicted],
    queryFn: ({ pageParam, signal }) =>
      apiWithSignal('GET /api/tuned-models/{id}/predictions', signal, {
        params: { id },
        query: { actual, predicted, after: pageParam, limit: PAGE },
      }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.hasMore ? all.length * PAGE : undefined),
    placeholderData: keepPreviousData,
  });
  const rows = data?.pages.flatMap((page) => page.data);
  const title =
    predicted === undefined
      ? t('tuning.texts_of', { label: actual ?? '' })
      : actual === predicted
        ? t('tuning.texts_right', { label: predicted })
        : t('tuning.texts_wrong', { actual: actual ?? '', predicted });
  return (
    <Detail title={title} kind={t('tuning.test_split')} onClose={onClose}>
      {error && !rows ? (
        <div className="p-4">
          <ErrorNote error={error} onRetry={() => void refetch()} />
        </div>
      ) : !rows ? (
        <SkeletonText lines={8} />
      ) : rows.length === 0 ? (
        <p className="p-5 text-muted">{t('tuning.no_texts')}</p>
      ) : (
        <>
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <Text key={row.exampleId} row={row} />
            ))}
          </ul>
          {hasNextPage && (
            <div className="p-4">
              <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('gateway.show_more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Detail>
  );
}

function Text({ row }: { row: Prediction }) {
  const { t, format } = useWords();
  const { share } = useShares();
  const { text, actual, predicted, probability, abstained, right } = row;
  const look = abstained
    ? ({ icon: CircleSlash, tone: 'warn' } as const)
    : right
      ? ({ icon: CircleCheck, tone: 'good' } as const)
      : ({ icon: CircleX, tone: 'bad' } as const);
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3 sm:px-5">
      {text === null ? (
        <Mark icon={EyeOff}>{t('tuning.withheld')}</Mark>
      ) : (
        <p className="whitespace-pre-wrap break-words">{text}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs">
        <Mark {...look}>
          {abstained
            ? t('tuning.abstained_at', { share: share(probability) })
            : t('tuning.said', { labels: format.list(predicted), share: share(probability) })}
        </Mark>
        {!right && <span className="text-muted">{t('tuning.is', { labels: format.list(actual) })}</span>}
      </p>
    </li>
  );
}
