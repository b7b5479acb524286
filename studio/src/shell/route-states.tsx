import { Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { buttonClass } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { ErrorPage } from '../parts/error-note.tsx';
import { usePageTitle } from '../parts/page-title.ts';

/** A screen that could not be drawn. */
export function RouteError({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <div className="h-full overflow-y-auto pt-10">
      <ErrorPage error={error} onRetry={() => void router.invalidate()} />
    </div>
  );
}

/** The same where not even the shell could be drawn. */
export function RootError({ error }: { error: unknown }) {
  return (
    <main className="h-full">
      <RouteError error={error} />
    </main>
  );
}

/** An address that leads nowhere. */
export function RouteMissing() {
  const { t } = useWords();
  usePageTitle(t('shell.missing'));
  return (
    <main className="h-full overflow-y-auto pt-[10vh]">
      <Empty
        page
        icon={Compass}
        title={t('shell.missing')}
        action={
          <Link to="/" className={buttonClass('primary')}>
            {t('shell.missing_home')}
          </Link>
        }
      >
        {t('shell.missing_why')}
      </Empty>
    </main>
  );
}
