import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  plain: 'bg-surface text-ink border-edge hover:bg-hover',
  quiet: 'border-transparent text-muted hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-bad border-edge hover:bg-bad-soft',
} as const;

export type ButtonLook = keyof typeof LOOKS;

export function buttonClass(look: ButtonLook = 'plain', small = false): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-strong transition-colors disabled:opacity-55',
    small ? 'h-7 px-2 text-xs' : 'h-8 px-3 text-sm',
    LOOKS[look],
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  small?: boolean;
  icon?: LucideIcon;
  /** Something is under way: the button waits and says so. */
  busy?: boolean;
}

export function Button({ look, small, icon: Icon, busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(look, small), className)}
    >
      {busy ? (
        <LoaderCircle className="spin size-4" aria-hidden />
      ) : (
        Icon && <Icon className={small ? 'size-3.5' : 'size-4'} aria-hidden />
      )}
      {children}
    </button>
  );
}
