import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Tip } from './tip.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  /** Said by screen readers and shown on hover. */
  label: string;
  /** Keys that do the same. */
  keys?: string;
  pressed?: boolean;
  small?: boolean;
}

/** A button that is only a picture; its name is a tooltip. */
export function IconButton({ icon: Icon, label, keys, pressed, small, className, ...rest }: IconButtonProps) {
  return (
    <Tip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-md transition-colors disabled:opacity-50',
          small ? 'size-7' : 'size-8',
          pressed ? 'bg-accent-soft text-accent-ink' : 'text-muted hover:bg-hover hover:text-ink',
          className,
        )}
      >
        <Icon className="size-4" aria-hidden />
      </button>
    </Tip>
  );
}
