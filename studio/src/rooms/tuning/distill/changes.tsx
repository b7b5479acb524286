import { Link } from '@tanstack/react-router';
import { Check, Minus, TrendingDown, TrendingUp } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { CHANGES, type Report } from './model.ts';

export const CHANGE_LOOKS = {
  lost: { icon: TrendingDown, tone: 'bad' },
  gained: { icon: TrendingUp, tone: 'good' },
  bothFail: { icon: Minus, tone: 'plain' },
  bothPass: { icon: Check, tone: 'plain' },
} as const;

const INKS = { bad: 'text-bad', good: 'text-good', plain: 'text-muted' } as const;

/** What got worse and what got better, each the way to its examples. */
export function Changes({ id, changes }: { id: string; changes: Report['changes'] }) {
  const { t, format } = useWords();
  return (
    <section aria-labelledby="changes" className="flex flex-col gap-2">
      <h2 id="changes" className="text-base">
        {t('distill.changes')}
      </h2>
      <ul className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4">
        {CHANGES.map((change) => {
          const { icon: Icon, tone } = CHANGE_LOOKS[change];
          return (
            <li key={change} className="relative bg-surface px-4 py-3 hover:bg-hover">
              <Link
                to="/models/distillation/$id/examples"
                params={{ id }}
                search={{ change }}
                className={`stretched flex items-center gap-1.5 text-xs ${INKS[tone]}`}
              >
                <Icon className="size-3.5 shrink-0" aria-hidden />
                {t(`distill.change_${change}`)}
              </Link>
              <span className="text-lg tabular-nums">{format.number(changes[change])}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
