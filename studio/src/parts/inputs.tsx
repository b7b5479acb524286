import { ChevronDown } from 'lucide-react';
import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { cx } from './cx.ts';

const BOX =
  'w-full min-w-0 rounded-md border border-edge bg-surface text-sm text-ink transition-colors hover:border-faint focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-muted disabled:hover:border-edge aria-invalid:border-bad';

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" autoComplete="off" {...rest} className={cx(BOX, 'h-8 px-2.5', className)} />;
}

interface TextAreaProps extends ComponentProps<'textarea'> {
  /** Grows with its text up to this many lines. */
  maxLines?: number;
}

export function TextArea({ className, maxLines = 24, rows = 3, ...rest }: TextAreaProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const { value } = rest;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const box = own.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, maxLines * 20 + 18)}px`;
  }, [value, maxLines]);
  return (
    <textarea
      rows={rows}
      {...rest}
      ref={own}
      className={cx(BOX, 'resize-y px-2.5 py-1.5 leading-5', className)}
    />
  );
}

/** The system's own list: it works everywhere, with every input device. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cx('relative block', className)}>
      <select {...rest} className={cx(BOX, 'h-8 appearance-none truncate pr-7 pl-2.5')}>
        {children}
      </select>
      <ChevronDown className="pointer-events-none absolute top-2 right-2 size-4 text-faint" aria-hidden />
    </span>
  );
}
