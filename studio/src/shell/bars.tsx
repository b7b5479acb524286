import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { Ellipsis, Search } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { cx } from '../parts/cx.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { AccountMenu } from './account-menu.tsx';
import { show } from './overlays.ts';
import { type Room, useRooms } from './rooms.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';

/** On a phone: the workspace, the search and the account. */
export function TopBar() {
  const { t } = useWords();
  return (
    <header className="flex items-center gap-1 border-b border-line px-2 py-1.5 sm:hidden">
      <div className="min-w-0 flex-1">
        <WorkspaceMenu />
      </div>
      <IconButton icon={Search} label={t('shell.search')} onClick={() => show('palette')} />
      <AccountMenu compact />
    </header>
  );
}

/** So many fit side by side with their names. */
const FIT = 5;
const ITEM =
  'flex min-w-0 flex-1 flex-col items-center gap-0.5 py-1.5 text-xs text-muted focus-visible:-outline-offset-2';

/** On a phone the rail is a bar within the thumb's reach; what does not fit is one touch away. */
export function BottomBar() {
  const { t } = useWords();
  const rooms = useRooms();
  const shown = rooms.length <= FIT ? rooms : rooms.slice(0, FIT - 1);
  const others = rooms.slice(shown.length);
  return (
    <nav
      aria-label={t('shell.rooms')}
      className="flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {shown.map(({ id, to, icon: Icon }) => (
        <Link
          key={id}
          to={to}
          activeOptions={{ exact: to === '/' }}
          className={`${ITEM} aria-[current=page]:text-accent-ink`}
        >
          <Icon className="size-5" aria-hidden />
          <span className="max-w-full truncate px-1">{t(`shell.${id}`)}</span>
        </Link>
      ))}
      {others.length > 0 && <Others rooms={others} />}
    </nav>
  );
}

function Others({ rooms }: { rooms: readonly Room[] }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const current = rooms.find(({ to }) => path.startsWith(to));
  const Icon = current?.icon ?? Ellipsis;
  return (
    <Menu
      side="top"
      trigger={
        <button type="button" className={cx(ITEM, current && 'text-accent-ink')}>
          <Icon className="size-5" aria-hidden />
          <span className="max-w-full truncate px-1">
            {current ? t(`shell.${current.id}`) : t('common.more')}
          </span>
        </button>
      }
    >
      {rooms.map(({ id, to, icon }) => (
        <MenuItem key={id} icon={icon} onSelect={() => void navigate({ to })}>
          {t(`shell.${id}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
