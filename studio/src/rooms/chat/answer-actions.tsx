import { Link } from '@tanstack/react-router';
import { ListTree, PencilLine, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useExplain } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import type { Chat } from './chat.ts';
import type { Turn } from './chat-model.ts';
import { CorrectionDialog } from './correction-dialog.tsx';

/** What one can do with an answer: say whether it helped, correct it, copy it, look at its run. */
export function AnswerActions({ turn, chat }: { turn: Turn; chat: Chat }) {
  const { t } = useWords();
  const may = useMay();
  const explain = useExplain();
  const [correcting, setCorrecting] = useState(false);
  const { runId = '', thumb = null, correction = null } = turn;

  const say = async (opinion: { thumb: 'up' | 'down' | null; correction: string | null }) => {
    await api('PUT /api/runs/{id}/feedback', { params: { id: runId }, body: opinion });
    chat.change(turn.id, opinion);
    void changed('GET /api/runs', 'GET /api/runs/{id}');
  };
  const vote = (next: 'up' | 'down') => {
    say({ thumb: thumb === next ? null : next, correction }).catch((error) =>
      notify(explain(error).what, { failed: true }),
    );
  };

  return (
    <div className="-ml-1.5 flex flex-wrap items-center gap-0.5 text-sm">
      {may('giveFeedback') && (
        <>
          <IconButton
            small
            icon={ThumbsUp}
            label={t('chat.helped')}
            pressed={thumb === 'up'}
            onClick={() => vote('up')}
          />
          <IconButton
            small
            icon={ThumbsDown}
            label={t('chat.did_not_help')}
            pressed={thumb === 'down'}
            onClick={() => vote('down')}
          />
          <IconButton
            small
            icon={PencilLine}
            label={t('chat.correct')}
            pressed={correction !== null}
            onClick={() => setCorrecting(true)}
          />
        </>
      )}
      {turn.text && <CopyButton text={turn.text} label={t('chat.copy_answer')} />}
      <Link
        to="/runs"
        search={{ run: runId }}
        className="ml-1 flex h-7 items-center gap-1.5 rounded-md px-1.5 text-muted text-xs hover:bg-hover hover:text-ink"
      >
        <ListTree className="size-3.5" aria-hidden />
        {t('chat.run')}
      </Link>
      {turn.version !== undefined && (
        <span className="ml-auto text-faint text-xs">{t('chat.version', { number: turn.version })}</span>
      )}
      <CorrectionDialog
        open={correcting}
        answer={turn.text}
        correction={correction}
        onClose={() => setCorrecting(false)}
        onSave={async (text) => {
          await say({ thumb: thumb ?? (text ? 'down' : null), correction: text });
          notify(t('chat.corrected'));
        }}
      />
    </div>
  );
}
