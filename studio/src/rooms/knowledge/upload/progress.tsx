import { Link } from '@tanstack/react-router';
import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { IconButton } from '../../../parts/icon-button.tsx';
import { Meter } from '../../../parts/meter.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import { dismissSending, forget, type Sending, useActivity } from './uploads.ts';
import { type Sum, useIngestions } from './use-ingestions.ts';
import { useTimeLeft } from './use-time-left.ts';

/** What is under way in a collection: files on their way, documents being read, and how it ended. */
export function Progress({ collectionId }: { collectionId: string }) {
  const { sending } = useActivity(collectionId);
  const { reading, ended } = useIngestions(collectionId);
  if (!sending && !reading && !ended) return null;
  return (
    <div className="flex flex-col gap-3 border-line border-b bg-surface px-4 py-3 sm:px-6">
      {sending && <SendingNow sending={sending} collectionId={collectionId} />}
      {reading && <ReadingNow sum={reading} />}
      {!reading && ended && <Ended sum={ended} collectionId={collectionId} />}
    </div>
  );
}

function Under({
  text,
  share,
  hint,
  action,
}: Record<'text' | 'hint', string> & { share: number; action: ReactNode }) {
  return (
    <div className="flex items-center gap-4">
      <div className="min-w-0 max-w-2xl flex-1">
        <p className="mb-1.5 tabular-nums" aria-live="polite">
          {text}
        </p>
        <Meter label={text} share={share} />
        <p className="mt-1 text-muted text-xs">{hint}</p>
      </div>
      {action}
    </div>
  );
}

function SendingNow({ sending, collectionId }: { sending: Sending; collectionId: string }) {
  const { t, format } = useWords();
  const { files, bytes, sent, error, cancel } = sending;
  if (error !== undefined)
    return (
      <div className="flex items-start gap-2">
        <div className="flex-1">
          <ErrorNote error={error} />
        </div>
        <IconButton icon={X} label={t('common.close')} onClick={() => dismissSending(collectionId)} />
      </div>
    );
  return (
    <Under
      text={t('knowledge.sending', { count: files, sent: format.bytes(sent), total: format.bytes(bytes) })}
      hint={t('knowledge.sending_hint')}
      share={bytes === 0 ? 0 : sent / bytes}
      action={<Button onClick={cancel}>{t('common.cancel')}</Button>}
    />
  );
}

function ReadingNow({ sum }: { sum: Sum }) {
  const { t, format } = useWords();
  const may = useMay();
  const explain = useExplain();
  const { ids, total, ready, failed, cancelled } = sum;
  const done = ready + failed + cancelled;
  const left = useTimeLeft(done, total);
  const parts = [
    t('knowledge.reading_of', { count: total, done }),
    ...(failed > 0 ? [t('knowledge.failed_n', { count: failed })] : []),
    ...(left === undefined ? [] : [t('knowledge.time_left', { time: format.duration(left) })]),
  ];
  const cancel = async () => {
    for (const id of ids) await api('POST /api/ingestions/{id}/cancel', { params: { id } });
    await changed('GET /api/collections/{id}/ingestions', 'GET /api/collections/{id}/documents');
  };
  return (
    <Under
      text={parts.join(' · ')}
      hint={t('knowledge.reading_hint')}
      share={total === 0 ? 0 : done / total}
      action={
        may('writeKnowledge') && (
          <Button onClick={() => void cancel().catch((error) => notify(explain(error).what))}>
            {t('common.cancel')}
          </Button>
        )
      }
    />
  );
}

function Ended({ sum, collectionId }: { sum: Sum; collectionId: string }) {
  const { t } = useWords();
  const { ids, ready, failed, skipped, cancelled } = sum;
  const Icon = failed > 0 ? TriangleAlert : CircleCheck;
  const parts = [
    ...(ready > 0 ? [t('knowledge.ended_ready', { count: ready })] : []),
    ...(failed > 0 ? [t('knowledge.ended_failed', { count: failed })] : []),
    ...(skipped > 0 ? [t('knowledge.ended_skipped', { count: skipped })] : []),
    ...(cancelled > 0 ? [t('knowledge.ended_cancelled', { count: cancelled })] : []),
  ];
  return (
    <div role="status" className="flex items-center gap-2">
      <Icon className={failed > 0 ? 'size-4 shrink-0 text-warn' : 'size-4 shrink-0 text-good'} aria-hidden />
      <p className="min-w-0 flex-1">
        {parts.length > 0 ? parts.join(' ') : t('knowledge.ended_nothing')}{' '}
        {failed > 0 && (
          <Link
            to="/knowledge/$collection"
            params={{ collection: collectionId }}
            search={{ status: 'failed' }}
            className="text-accent-ink underline underline-offset-2"
          >
            {t('knowledge.show_failed')}
          </Link>
        )}
      </p>
      <IconButton small icon={X} label={t('common.close')} onClick={() => forget(collectionId, ids)} />
    </div>
  );
}
