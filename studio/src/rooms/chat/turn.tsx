import { CircleStop, ShieldX } from 'lucide-react';
import { memo, useMemo } from 'react';
import { ApiError } from '../../client/api-error.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Abstention } from './abstention.tsx';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerBody } from './answer-body.tsx';
import type { Chat } from './chat.ts';
import { isOpen, type Turn } from './chat-model.ts';
import type { Source } from './citations.ts';

interface TurnViewProps {
  turn: Turn;
  chat: Chat;
  onOpen: (source: Source) => void;
}

/** One question and what became of it. Drawn again only when this turn changes. */
export const TurnView = memo(function TurnView({ turn, chat, onOpen }: TurnViewProps) {
  return (
    <article className="flex flex-col gap-3 [contain-intrinsic-size:auto_240px] [content-visibility:auto]">
      <p className="max-w-[85%] self-end whitespace-pre-wrap break-words rounded-lg bg-sunken px-3.5 py-2">
        {turn.question}
      </p>
      <Answer turn={turn} chat={chat} onOpen={onOpen} />
    </article>
  );
});

function Answer({ turn, chat, onOpen }: TurnViewProps) {
  const { t } = useWords();
  const problem = useMemo(() => turn.problem && new ApiError(turn.problem), [turn.problem]);
  if (turn.state === 'waiting' && turn.text === '') {
    return (
      <output className="flex items-center gap-2 text-muted text-sm">
        <span className="pulse size-2 rounded-full bg-accent" />
        {t('chat.looking')}
      </output>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      {turn.state === 'abstained' ? (
        <Abstention text={turn.text} reason={turn.reason} runId={turn.runId} />
      ) : (
        turn.text && <AnswerBody text={turn.text} citations={turn.citations} onOpen={onOpen} />
      )}
      {turn.state === 'blocked' && (
        <p className="flex items-center gap-2 text-muted text-sm">
          <ShieldX className="size-4 shrink-0 text-bad" aria-hidden />
          {t('chat.blocked')}
        </p>
      )}
      {turn.state === 'stopped' && (
        <p className="flex items-center gap-2 text-muted text-sm">
          <CircleStop className="size-4" aria-hidden />
          {t('chat.stopped')}
          <Button small onClick={() => chat.retry(turn.id)}>
            {t('chat.ask_again')}
          </Button>
        </p>
      )}
      {problem && (
        <div className="text-sm">
          <ErrorNote error={problem} onRetry={() => chat.retry(turn.id)} />
        </div>
      )}
      {!isOpen(turn) && turn.runId && <AnswerActions turn={turn} chat={chat} />}
    </div>
  );
}
