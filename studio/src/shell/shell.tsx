import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useWords } from '../i18n/words.ts';
import { useHotkey } from '../parts/hotkeys.ts';
import { BottomBar, TopBar } from './bars.tsx';
import { show, useOverlay } from './overlays.ts';
import { Rail } from './rail.tsx';
import { type Room, useRooms } from './rooms.ts';

const loadPalette = () => import('./palette.tsx');
const Palette = lazy(loadPalette);
const NewCollection = lazy(() =>
  import('../rooms/knowledge/collection-form.tsx').then((form) => ({ default: form.NewCollection })),
);
const Shortcuts = lazy(() => import('./shortcuts.tsx'));

/** What stands around every screen: the rail, the palette, the keys that work everywhere. */
export function Shell() {
  const { t } = useWords();
  const overlay = useOverlay();
  const rooms = useRooms();
  useHotkey('mod k', () => show(overlay === 'palette' ? undefined : 'palette'));
  useHotkey('?', () => show('shortcuts'));
  // Whoever types right after ⌘K would lose the letters that are typed while it loads.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="flex h-full flex-col sm:flex-row">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-on-accent focus:translate-y-0"
      >
        {t('shell.skip')}
      </a>
      {rooms.map((room) => (
        <RoomKey key={room.id} room={room} />
      ))}
      <Rail />
      <TopBar />
      <main id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 outline-none">
        <Outlet />
      </main>
      <BottomBar />
      <Suspense>
        {overlay === 'palette' && <Palette />}
        {overlay === 'new-collection' && <NewCollection onClose={() => show(undefined)} />}
        {overlay === 'shortcuts' && <Shortcuts />}
      </Suspense>
    </div>
  );
}

function RoomKey({ room }: { room: Room }) {
  const navigate = useNavigate();
  useHotkey(room.keys, () => void navigate({ to: room.to }));
  return null;
}
