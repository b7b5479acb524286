import { Check, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Badge, Mark } from '../../../parts/badge.tsx';
import { DataTable } from '../../../parts/data-table.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { compareRoute } from '../addresses.ts';
import type { Compared, EvalRun } from '../model.ts';
import { CHANGE_LOOKS } from './changes.ts';

interface CompareTableProps {
  rows: readonly Compared[];
  run: EvalRun;
  grader: string | undefined;
  selected: string | undefined;
  onEnd: () => void;
  footer?: ReactNode;
}

export function CompareTable({ rows, run, grader, selected, onEnd, footer }: CompareTableProps) {
  const { t } = useWords();
  const { baseline, version } = run;
  const pass = (scores: Compared['scores']['candidate']) => (grader ? scores[grader]?.pass : undefined);
  const columns: Column<Compared>[] = [
    { key: 'question', head: t('evals.question'), cell: ({ item }) => item.question },
    {
      key: 'change',
      head: t('evals.change'),
      cell: ({ change }) => (
        <Mark {...CHANGE_LOOKS[change]}>
          {t(baseline === null ? `evals.alone_${change}` : `evals.change_${change}`)}
        </Mark>
      ),
      width: 128,
      card: 'bare',
    },
  ];
  if (baseline !== null)
    columns.push({
      key: 'baseline',
      head: t('evals.v_n', { number: baseline }),
      cell: ({ scores }) => <PassMark pass={pass(scores.baseline)} />,
      width: 56,
      from: 'md',
      card: 'none',
    });
  columns.push(
    {
      key: 'candidate',
      head: t('evals.v_n', { number: version }),
      cell: ({ scores }) => <PassMark pass={pass(scores.candidate)} />,
      width: 56,
      from: 'md',
      card: 'none',
    },
    {
      key: 'tags',
      head: t('evals.tags'),
      cell: ({ item }) => (
        <span className="flex gap-1 overflow-hidden">
          {item.tags?.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      ),
      width: 260,
      from: 'lg',
      card: 'bare',
    },
  );
  return (
    <DataTable
      label={t('evals.compare')}
      rows={rows}
      columns={columns}
      rowKey={({ exampleId }) => exampleId}
      selected={selected}
      onEnd={onEnd}
      footer={footer}
      link={({ exampleId }, props) => (
        <compareRoute.Link search={(before) => ({ ...before, example: exampleId })} {...props} />
      )}
    />
  );
}

/** Passed, failed or not graded, by one grader. */
export function PassMark({ pass }: { pass: boolean | null | undefined }) {
  const { t } = useWords();
  const [Icon, ink, word] =
    pass === true
      ? ([Check, 'text-good', t('evals.passed')] as const)
      : pass === false
        ? ([X, 'text-bad', t('evals.failed')] as const)
        : ([Minus, 'text-faint', t('evals.not_graded')] as const);
  return (
    <span title={word} className="inline-flex align-middle">
      <Icon className={`size-4 ${ink}`} aria-hidden />
      <span className="sr-only">{word}</span>
    </span>
  );
}
