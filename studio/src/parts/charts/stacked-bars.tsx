import { cx } from '../cx.ts';

/** Told apart by how dark they are, so that they read without colour too. */
const FILLS = ['bg-accent', 'bg-accent/55', 'bg-accent/25'] as const;

export interface StackedBar {
  key: string;
  name: string;
  /** The bar in words. */
  words: string;
  parts: readonly number[];
  /** Stands behind the name, e.g. that it is too small. */
  note?: string;
}

interface StackedBarsProps {
  label: string;
  /** What the parts are, in their order. */
  names: readonly string[];
  bars: readonly StackedBar[];
  say: (value: number) => string;
}

/** How many, as bars below each other on one scale, each made of parts. */
export function StackedBars({ label, names, bars, say }: StackedBarsProps) {
  const most = Math.max(1, ...bars.map(({ parts }) => sum(parts)));
  return (
    <div>
      <p className="mb-2 flex flex-wrap justify-end gap-x-4 gap-y-1 text-muted text-xs">
        {names.map((name, i) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={cx('size-2 rounded-sm', FILLS[i])} />
            {name}
          </span>
        ))}
      </p>
      <ul aria-label={label} className="flex flex-col gap-1">
        {bars.map(({ key, name, words, parts, note }) => (
          <li
            key={key}
            title={words}
            className="grid grid-cols-[minmax(0,38%)_minmax(0,1fr)_auto] items-center gap-3"
          >
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="truncate">{name}</span>
              {note && <span className="shrink-0 text-warn text-xs">{note}</span>}
            </span>
            <span aria-hidden className="flex h-2.5 gap-px">
              {parts.map((part, i) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts keep their place
                  key={i}
                  className={cx('h-full first:rounded-l-sm last:rounded-r-sm', FILLS[i])}
                  style={{ width: `${(part / most) * 100}%` }}
                />
              ))}
            </span>
            <span className="text-right text-muted text-xs tabular-nums">
              <span className="sr-only">{words}</span>
              <span aria-hidden>{say(sum(parts))}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}
