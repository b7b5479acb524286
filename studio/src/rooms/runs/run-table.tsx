import { LockKeyhole, ShieldAlert, ThumbsDown, ThumbsUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';
import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/table-model.ts';
import { When } from '../../parts/when.tsx';
import { runsRoute } from './addresses.ts';
import { AppName } from './app-name.tsx';
import { RunStatusMark } from './run-status.tsx';
import type { RunSummary, Thumb } from './states.ts';

interface RunTableProps {
  runs: readonly RunSummary[];
  selected: string | undefined;
  onEnd: () => void;
  footer?: ReactNode;
}

export function RunTable({ runs, selected, onEnd, footer }: RunTableProps) {
  const { t, format } = useWords();
  const columns: Column<RunSummary>[] = [
    { key: 'question', head: t('runs.question'), cell: ({ question }) => <Question question={question} /> },
    {
      key: 'status',
      head: t('runs.status'),
      cell: ({ status, review }) => (
        <span className="inline-flex items-center gap-1.5">
          <RunStatusMark status={status} />
          {review === 'open' && (
            <span title={t('runs.review_is_open')} className="inline-flex">
              <ShieldAlert className="size-3.5 text-warn" aria-hidden />
              <span className="sr-only">{t('runs.review_is_open')}</span>
            </span>
          )}
        </span>
      ),
      width: 116,
      card: 'bare',
    },
    {
      key: 'app',
      head: t('runs.assistant'),
      cell: (run) => <AppName run={run} />,
      width: 150,
      from: 'md',
      card: 'bare',
    },
    { key: 'by', head: t('runs.by'), cell: ({ by }) => by, width: 150, from: 'xxl', card: 'bare' },
    {
      key: 'thumb',
      head: t('runs.feedback'),
      cell: ({ thumb }) => thumb && <ThumbMark thumb={thumb} />,
      width: 88,
      card: 'none',
    },
    {
      key: 'duration',
      head: t('runs.duration'),
      cell: ({ durationMs }) => durationMs !== null && format.duration(durationMs),
      width: 88,
      end: true,
      from: 'md',
    },
    {
      key: 'tokens',
      head: t('runs.tokens'),
      cell: ({ tokens }) => tokens !== null && format.number(tokens),
      width: 80,
      end: true,
      from: 'xl',
      card: 'none',
    },
    {
      key: 'cost',
      head: t('runs.price'),
      cell: ({ costUsd }) => costUsd !== null && format.money(costUsd),
      width: 96,
      end: true,
      from: 'lg',
      card: 'none',
    },
    {
      key: 'started',
      head: t('runs.started'),
      cell: ({ startedAt }) => <When at={startedAt} />,
      width: 110,
      end: true,
      card: 'bare',
    },
  ];
  return (
    <DataTable
      label={t('shell.runs')}
      rows={runs}
      columns={columns}
      rowKey={({ id }) => id}
      selected={selected}
      onEnd={onEnd}
      footer={footer}
      link={({ id }, props) => (
        <runsRoute.Link search={(before) => ({ ...before, run: id, view: undefined })} {...props} />
      )}
    />
  );
}

/** A question that is not for this reader's eyes says so in its place. */
function Question({ question }: { question: string | null }) {
  const { t } = useWords();
  if (question === '') return <span className="font-normal text-muted">{t('runs.no_content')}</span>;
  if (question !== null) return question;
  return (
    <span className="inline-flex items-center gap-1.5 font-normal text-muted">
      <LockKeyhole className="size-3.5 shrink-0" aria-hidden />
      {t('runs.withheld')}
    </span>
  );
}

export function ThumbMark({ thumb }: { thumb: Thumb }) {
  const { t } = useWords();
  const Icon = thumb === 'up' ? ThumbsUp : ThumbsDown;
  return (
    <span title={t(`runs.thumb_${thumb}`)} className="inline-flex">
      <Icon className={thumb === 'up' ? 'size-4 text-good' : 'size-4 text-bad'} aria-hidden />
      <span className="sr-only">{t(`runs.thumb_${thumb}`)}</span>
    </span>
  );
}
