import { Link } from '@tanstack/react-router';
import { Rocket, Undo2 } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { When } from '../../../parts/when.tsx';
import { LINK } from '../link.ts';
import type { Distillation } from './model.ts';

/** Which share of which route the student has had, newest first. */
export function Moves({ one: { moves } }: { one: Distillation }) {
  const { t, format } = useWords();
  if (moves.length === 0) return null;
  return (
    <section aria-labelledby="moves" className="flex flex-col gap-2">
      <h2 id="moves" className="text-base">
        {t('distill.traffic')}
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {moves.map(({ route, share, by, at, override, rolledBackAt }) => {
          const Icon = rolledBackAt === null ? Rocket : Undo2;
          return (
            <li key={at} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2">
              <Icon
                className={`size-4 shrink-0 ${rolledBackAt === null ? 'text-accent' : 'text-muted'}`}
                aria-hidden
              />
              <span>
                {format.percent(share)} ·{' '}
                <Link to="/models/routes/$slug" params={{ slug: route }} className={LINK}>
                  {route}
                </Link>
              </span>
              {rolledBackAt !== null && (
                <span className="text-muted">
                  {t('distill.rolled_back_when')} <When at={rolledBackAt} />
                </span>
              )}
              {override !== null && (
                <span className="text-warn">{t('distill.overridden', { why: override })}</span>
              )}
              <span className="ml-auto text-muted text-xs">
                {by} · <When at={at} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
