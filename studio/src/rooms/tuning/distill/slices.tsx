import { CircleCheck, CircleX, Minus } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { ShortTable } from '../../../parts/short-table.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { useShares } from '../figures.ts';
import type { Report } from './model.ts';

type Slice = Report['slices'][number];

const LOOKS = {
  ok: { icon: CircleCheck, tone: 'good' },
  worse: { icon: CircleX, tone: 'bad' },
  too_few: { icon: Minus, tone: 'plain' },
} as const;

/** Each tag for itself: a student may be as good on the whole and worse for some. */
export function Slices({ slices }: { slices: readonly Slice[] }) {
  const { t, format } = useWords();
  const { share, points } = useShares();
  const columns: Column<Slice>[] = [
    { key: 'tag', head: t('datasets.tag'), cell: ({ tag }) => tag },
    {
      key: 'result',
      head: t('evals.verdict'),
      cell: ({ result }) => <Mark {...LOOKS[result]}>{t(`distill.slice_${result}`)}</Mark>,
      width: 150,
      card: 'bare',
    },
    {
      key: 'teacher',
      head: t('distill.teacher'),
      cell: ({ baseline }) => baseline !== null && share(baseline),
      width: 90,
      end: true,
    },
    {
      key: 'student',
      head: t('distill.student'),
      cell: ({ candidate }) => share(candidate),
      width: 90,
      end: true,
    },
    {
      key: 'difference',
      head: t('distill.difference'),
      cell: ({ difference }) => difference !== null && points(difference),
      width: 130,
      end: true,
      from: 'md',
    },
    {
      key: 'examples',
      head: t('distill.examples'),
      cell: ({ examples }) => format.number(examples),
      width: 90,
      end: true,
    },
  ];
  return (
    <section aria-labelledby="slices" className="flex flex-col gap-2">
      <h2 id="slices" className="text-base">
        {t('evals.slices')}
      </h2>
      <ShortTable label={t('evals.slices')} rows={slices} columns={columns} rowKey={({ tag }) => tag} />
    </section>
  );
}
