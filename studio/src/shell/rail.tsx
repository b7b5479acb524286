import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { Kbd } from '../parts/kbd.tsx';
import { Tip } from '../parts/tip.tsx';
import { AccountMenu } from './account-menu.tsx';
import { show } from './overlays.ts';
import { useRooms } from './rooms.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';

const ROW =
  'flex h-8 items-center gap-2.5 rounded-md px-2 text-muted transition-colors hover:bg-hover hover:text-ink max-lg:justify-center';

/** The left rail: names beside the icons on a wide screen, icons alone on a tablet. */
export function Rail() {
  const { t } = useWords();
  const rooms = useRooms();
  return (
    <header className="hidden w-14 shrink-0 flex-col gap-1 border-r border-line px-2 py-2.5 sm:flex lg:w-55">
      <WorkspaceMenu />
      <button
        type="button"
        className={`${ROW} mb-2 border border-line bg-surface`}
        onClick={() => show('palette')}
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="max-lg:sr-only">{t('shell.search')}</span>
        <span className="ml-auto max-lg:hidden" aria-hidden>
          <Kbd keys="mod k" />
        </span>
      </button>
      <nav aria-label={t('shell.rooms')} className="flex flex-1 flex-col gap-0.5">
        {rooms.map(({ id, to, icon: Icon, keys }) => (
          <Tip key={id} label={t(`shell.${id}`)} keys={keys}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/' }}
              className={`${ROW} aria-[current=page]:bg-accent-soft aria-[current=page]:font-strong aria-[current=page]:text-accent-ink`}
            >
              <Icon className="size-4 shrink-0" aria-hidden />
              <span className="max-lg:sr-only">{t(`shell.${id}`)}</span>
            </Link>
          </Tip>
        ))}
      </nav>
      <AccountMenu />
    </header>
  );
}
