import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { When } from '../../../parts/when.tsx';
import type { JobEvent } from '../model.ts';
import { useEventWords } from './event-words.ts';

const LOOK_MS = 2_000;
const LOOKS = {
  info: { icon: Info, ink: 'text-faint' },
  warn: { icon: TriangleAlert, ink: 'text-warn' },
  error: { icon: CircleAlert, ink: 'text-bad' },
} as const;

/** What happened in a job, newest first. */
export function Events({ id, going }: { id: string; going: boolean }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/tuning/jobs/{id}/events', { params: { id }, query: { limit: 1_000 } }),
    refetchInterval: going ? LOOK_MS : false,
  });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={4} />;
  // The curves say what each step brought.
  const told = data.data.filter(({ code }) => code !== 'step');
  if (told.length === 0) return <p className="text-muted">{t('tuning.no_events')}</p>;
  return (
    <ol
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keyboard
      tabIndex={0}
      aria-label={t('tuning.what_happened')}
      className="max-h-96 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface"
    >
      {[...told].reverse().map((event) => (
        <Event key={event.id} event={event} />
      ))}
    </ol>
  );
}

function Event({ event }: { event: JobEvent }) {
  const { t } = useWords();
  const say = useEventWords();
  const { icon: Icon, ink } = LOOKS[event.level];
  return (
    <li className="flex items-start gap-2.5 px-4 py-2">
      <Icon className={`mt-0.5 size-4 shrink-0 ${ink}`} aria-label={t(`tuning.level_${event.level}`)} />
      <span className="min-w-0 flex-1 break-words">{say(event)}</span>
      <span className="text-muted text-xs">
        <When at={event.at} />
      </span>
    </li>
  );
}
