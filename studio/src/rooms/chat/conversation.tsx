import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import type { Chat } from './chat.ts';
import { isOpen } from './chat-model.ts';
import type { Source } from './citations.ts';
import { Composer } from './composer.tsx';
import { Starters } from './starters.tsx';
import { TurnView } from './turn.tsx';
import { useTurns } from './use-chat.ts';
import { useStickToEnd } from './use-stick-to-end.ts';

interface ConversationProps {
  chat: Chat;
  name: string;
  description: string;
  starters: readonly string[];
  onOpen: (source: Source) => void;
  /** The box to ask in takes the focus. */
  autoFocus?: boolean;
}

/** Drawn at once; earlier turns on request, so that one huge conversation slows nobody. */
const SHOWN = 30;

/** Questions and answers, the latest at the end, and the box to ask in. */
export function Conversation({
  chat,
  name,
  description,
  starters,
  onOpen,
  autoFocus = false,
}: ConversationProps) {
  const { t } = useWords();
  const { turns } = useTurns(chat);
  const [shown, setShown] = useState(SHOWN);
  const last = turns.at(-1);
  const { scroller, onScroll } = useStickToEnd(`${last?.id} ${last?.text.length} ${last?.state}`);
  const hidden = Math.max(0, turns.length - shown);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div ref={scroller} onScroll={onScroll} className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-4 py-6 sm:px-6">
          {turns.length === 0 && (
            <Starters
              name={name}
              description={description}
              starters={starters}
              onPick={(text) => void chat.ask(text)}
            />
          )}
          {hidden > 0 && (
            <Button small className="self-center" onClick={() => setShown(shown + SHOWN)}>
              {t('chat.earlier', { count: hidden })}
            </Button>
          )}
          <div role="log" aria-label={t('chat.log')} className="flex flex-col gap-7 text-base">
            {turns.slice(hidden).map((turn) => (
              <TurnView key={turn.id} turn={turn} chat={chat} onOpen={onOpen} />
            ))}
          </div>
        </div>
      </div>
      <Composer
        chat={chat}
        name={name}
        busy={isOpen(last)}
        followUp={turns.length > 0}
        autoFocus={autoFocus}
      />
    </div>
  );
}
