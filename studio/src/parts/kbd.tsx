import { cx } from './cx.ts';

/** The key that commands are given with, as it is printed on keyboards everywhere. */
const COMMAND = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '') ? '⌘' : 'Ctrl';

/** `mod k` is ⌘K on a Mac and Ctrl K elsewhere; `g a` are two keys, one after the other. */
export function Kbd({ keys, inverse }: { keys: string; inverse?: boolean }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className={cx(
            'min-w-4.5 rounded-sm border px-1 text-center font-sans text-xs leading-4',
            inverse ? 'border-muted' : 'border-line bg-surface text-muted',
          )}
        >
          {key === 'mod' ? COMMAND : key.length === 1 ? key.toUpperCase() : key}
        </kbd>
      ))}
    </span>
  );
}
