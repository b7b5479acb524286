import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useNarrow } from '../../parts/media.ts';
import type { Chat } from './chat.ts';

interface ComposerProps {
  chat: Chat;
  name: string;
  busy: boolean;
  followUp: boolean;
  /** Takes the focus when it appears. */
  autoFocus: boolean;
}

/** The box to ask in. Enter sends; what was typed stays when one goes to another screen and comes back. */
export function Composer({ chat, name, busy, followUp, autoFocus }: ComposerProps) {
  const { t } = useWords();
  const [text, setText] = useState(chat.draft);
  const box = useRef<HTMLTextAreaElement>(null);
  const narrow = useNarrow();
  useEffect(() => setText(chat.draft), [chat]);
  // A phone would open its keyboard over the page.
  useEffect(() => {
    if (autoFocus && !narrow) box.current?.focus({ preventScroll: true });
  }, [autoFocus, narrow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    if (!box.current) return;
    box.current.style.height = 'auto';
    box.current.style.height = `${Math.min(box.current.scrollHeight, 220)}px`;
  }, [text]);

  const write = (next: string) => {
    chat.draft = next;
    setText(next);
  };
  const send = () => {
    if (text.trim() === '' || busy) return;
    void chat.ask(text);
    write('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes Chinese, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <div className="mx-auto w-full max-w-180 px-4 pb-3 sm:px-6">
      <div>
        <div className="flex items-end gap-2 rounded-lg border border-edge bg-surface p-1.5 pl-3 focus-within:border-accent">
          <textarea
            ref={box}
            rows={1}
            value={text}
            aria-label={t('chat.question')}
            placeholder={followUp ? t('chat.ask_more') : t('chat.ask', { name })}
            onChange={(event) => write(event.target.value)}
            onKeyDown={onKeyDown}
            className="min-h-8 min-w-0 flex-1 resize-none bg-transparent py-1 text-base outline-none"
          />
          {busy ? (
            <SendButton label={t('chat.stop')} onClick={() => chat.stop()}>
              <Square className="size-3.5 fill-current" aria-hidden />
            </SendButton>
          ) : (
            <SendButton label={t('chat.send')} disabled={text.trim() === ''} onClick={send}>
              <ArrowUp className="size-4.5" aria-hidden />
            </SendButton>
          )}
        </div>
        <p className="mt-1.5 text-center text-faint text-xs max-sm:hidden">{t('chat.hint')}</p>
      </div>
    </div>
  );
}

interface SendButtonProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function SendButton({ label, disabled, onClick, children }: SendButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="flex size-8 shrink-0 items-center justify-center rounded-md bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-faint"
    >
      {children}
    </button>
  );
}
