import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { cx } from '../cx.ts';
import { ticks } from './scale.ts';
import { keyTo } from './step-by-key.ts';

export interface TimeBar {
  key: string;
  /** When, as short as the axis has room for. */
  when: string;
  /** The bar in words. */
  words: string;
  value: number;
  /** How much of it failed; drawn in another tone. */
  bad: number;
}

interface TimeBarsProps {
  /** What the bars are. */
  label: string;
  bars: readonly TimeBar[];
  /** A figure of the axis. */
  say: (value: number) => string;
  /** Said while no bar is looked at. */
  rest: string;
}

/** Something over time as bars. The pointer or the arrow keys go through them, and the line above says what each is. */
export function TimeBars({ label, bars, say, rest }: TimeBarsProps) {
  const [at, setAt] = useState<number>();
  const marks = ticks([0, Math.max(1e-9, ...bars.map(({ value }) => value))], 3);
  const step = (marks[1] ?? 1) - (marks[0] ?? 0);
  const most = Math.max(...bars.map(({ value }) => value));
  const top = most === 0 ? 1 : Math.ceil(most / step) * step;
  const shown = most === 0 ? [0] : [...marks, ...(marks.includes(top) ? [] : [top])];
  const last = bars.length - 1;
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTo(event.key, at ?? last, last);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
  };
  const onPointerMove = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setAt(Math.min(last, Math.max(0, Math.floor(((event.clientX - left) / width) * bars.length))));
  };
  const looked = at === undefined ? undefined : bars[at];
  return (
    <div>
      <p aria-hidden className="mb-2 h-5 truncate text-muted text-xs tabular-nums">
        {looked?.words ?? rest}
      </p>
      <div className="relative h-40 pl-14">
        {shown.map((mark) => (
          <div
            key={mark}
            aria-hidden
            className="absolute inset-x-0 flex h-0 items-center"
            style={{ bottom: `${(mark / top) * 100}%` }}
          >
            <span className="w-12 shrink-0 pr-1 text-right text-faint text-xs tabular-nums">{say(mark)}</span>
            <span className="ml-2 h-px flex-1 bg-line" />
          </div>
        ))}
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={at ?? last}
          aria-valuetext={(looked ?? bars[last])?.words}
          className="relative flex h-full items-end rounded-sm"
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setAt(undefined)}
          onBlur={() => setAt(undefined)}
        >
          {bars.map(({ key, value, bad }, i) => (
            <div
              key={key}
              className={cx(
                'flex h-full flex-1 flex-col justify-end px-px sm:px-0.5',
                i === at && 'bg-hover',
              )}
            >
              {bad > 0 && <Piece share={bad / top} className="rounded-t-sm bg-bad" />}
              {value - bad > 0 && (
                <Piece
                  share={(value - bad) / top}
                  className={cx('bg-accent', bad > 0 ? 'border-surface border-t' : 'rounded-t-sm')}
                />
              )}
            </div>
          ))}
        </div>
      </div>
      <div aria-hidden className="mt-1.5 flex justify-between pl-14 text-faint text-xs tabular-nums">
        {[bars[0], bars[Math.floor(last / 2)], bars[last]].map((bar, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the beginning, the middle and the end
          <span key={i}>{bar?.when}</span>
        ))}
      </div>
    </div>
  );
}

/** What is there can be seen, however small its share is. */
function Piece({ share, className }: { share: number; className: string }) {
  return (
    <div
      className={cx('mx-auto w-full max-w-8', className)}
      style={{ height: `max(2px, ${share * 100}%)` }}
    />
  );
}
