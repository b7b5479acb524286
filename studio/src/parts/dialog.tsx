import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useWords } from '../i18n/words.ts';
import { cx } from './cx.ts';
import { useReturnFocus } from './return-focus.ts';

/** What the focus may begin with. */
const FIRST = ':is(input, textarea, select, button, a[href]):not([data-close])';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the main one last. */
  actions?: ReactNode;
  wide?: boolean;
}

/**
 * A window over the page. The page behind waits; Esc and the cross close it. So does a press beside it, but only while
 * nothing was typed: a slip of the hand must not throw away what somebody wrote.
 */
export function Dialog({ open, onClose, title, description, children, actions, wide }: DialogProps) {
  const { t } = useWords();
  const returnFocus = useReturnFocus(open);
  const typed = useRef(false);
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Veil />
        <Radix.Content
          className={cx(
            'appear fixed top-[12vh] left-1/2 z-40 flex max-h-[80vh] w-[calc(100vw-24px)] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface shadow-pop outline-none',
            wide ? 'max-w-2xl' : 'max-w-md',
          )}
          onCloseAutoFocus={returnFocus}
          onInput={() => {
            typed.current = true;
          }}
          onInteractOutside={(event) => {
            if (typed.current) event.preventDefault();
          }}
          onOpenAutoFocus={(event) => {
            typed.current = false;
            // With nothing to fill in or to press, the window itself takes the focus, not the way out of it.
            const window = event.currentTarget;
            if (!(window instanceof HTMLElement) || window.querySelector(FIRST)) return;
            event.preventDefault();
            window.focus();
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <Radix.Title className="break-words px-5 pt-4 pr-12 pb-1 text-base font-strong">
            {title}
          </Radix.Title>
          <div
            className={cx(
              'flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pb-5',
              description ? undefined : 'pt-2',
            )}
          >
            {description && <Radix.Description className="text-muted">{description}</Radix.Description>}
            {children}
          </div>
          {actions && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{actions}</div>
          )}
          {/* Last, so that the focus begins in the form and not on the way out of it. */}
          <Radix.Close
            data-close
            aria-label={t('common.close')}
            className="absolute top-3.5 right-3 flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
          >
            <X className="size-4" aria-hidden />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/**
 * What dims the page. Not Radix's own overlay: that one writes a <style> element to lock the page's scrolling, which the
 * content security policy forbids, and this page never scrolls as a whole.
 */
export function Veil() {
  return <div aria-hidden className="fixed inset-0 z-40 bg-veil" />;
}
