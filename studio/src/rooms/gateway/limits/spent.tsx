import { CircleX, TriangleAlert } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import type { Limit } from './model.ts';

const INKS = { good: 'bg-accent', warn: 'bg-warn', bad: 'bg-bad' } as const;

/** How much of a budget is gone; near its end, and at it, with a sign beside the colour. */
export function Spent({ limit: { rule, spentDollars } }: { limit: Limit }) {
  const { t, format } = useWords();
  const { budget } = rule;
  if (!budget) return <span className="text-faint">{t('gateway.no_budget')}</span>;
  const spent = spentDollars ?? 0;
  const share = budget.dollars === 0 ? 1 : spent / budget.dollars;
  const state = share >= 1 ? 'bad' : share >= Math.min(1, ...(budget.alertAt ?? [1])) ? 'warn' : 'good';
  const { subject } = rule;
  const each = (subject.of === 'member' || subject.of === 'key') && !subject.id;
  const day = each ? 'gateway.most_spent_today' : 'gateway.spent_today';
  const month = each ? 'gateway.most_spent_this_month' : 'gateway.spent_this_month';
  const words = t(budget.period === 'day' ? day : month, {
    spent: format.money(spent),
    budget: format.money(budget.dollars),
  });
  const Sign = state === 'bad' ? CircleX : TriangleAlert;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: the browsers' own meter cannot be drawn in our tones */}
      <span
        role="meter"
        aria-label={t('gateway.spent')}
        aria-valuemin={0}
        aria-valuemax={budget.dollars}
        aria-valuenow={Math.min(spent, budget.dollars)}
        aria-valuetext={words}
        className="block h-1.5 w-20 shrink-0 overflow-hidden rounded-full bg-line"
      >
        <span
          className={`block h-full rounded-full ${INKS[state]}`}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </span>
      {state !== 'good' && (
        <Sign
          className={`size-3.5 shrink-0 ${state === 'bad' ? 'text-bad' : 'text-warn'}`}
          aria-label={t(state === 'bad' ? 'gateway.used_up' : 'gateway.nearly_used_up')}
        />
      )}
      <span className="truncate tabular-nums">{words}</span>
    </span>
  );
}
