import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { cx } from '../cx.ts';
import { type Domain, place, ticks } from './scale.ts';
import { keyTo } from './step-by-key.ts';

const INKS = { accent: 'text-accent', warn: 'text-warn', plain: 'text-muted' } as const;

export interface Line {
  key: string;
  name: string;
  tone: keyof typeof INKS;
  /** Told apart by its dashes too, not by its colour alone. */
  dashed?: boolean;
  points: readonly { x: number; y: number }[];
}

interface LineChartProps {
  /** What the lines show. */
  label: string;
  lines: readonly Line[];
  x: Domain;
  y: Domain;
  /** A figure of the upright axis, and one of the level one. */
  sayY: (value: number) => string;
  sayX: (value: number) => string;
  /** Everything at one place, in words. */
  words: (x: number) => string;
}

/** Lines over a common axis. The pointer or the arrow keys go along it, and the line above says what stands there. */
export function LineChart({ label, lines, x, y, sayY, sayX, words }: LineChartProps) {
  const [at, setAt] = useState<number>();
  const stops = useMemo(
    () => [...new Set(lines.flatMap(({ points }) => points.map((point) => point.x)))].sort((a, b) => a - b),
    [lines],
  );
  const last = stops.length - 1;
  const looked = at === undefined ? undefined : stops[Math.min(at, last)];
  const newest = stops[last];
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTo(event.key, at ?? last, last);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
  };
  const onPointerMove = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const wanted = x[0] + ((event.clientX - left) / width) * (x[1] - x[0]);
    setAt(nearest(stops, wanted));
  };
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs">
        <p aria-hidden className="min-w-0 flex-1 truncate text-muted tabular-nums">
          {looked === undefined ? label : words(looked)}
        </p>
        {lines.length > 1 && lines.map((line) => <Sample key={line.key} line={line} />)}
      </div>
      <div className="relative h-44 pl-12">
        {ticks(y, 4).map((tick) => (
          <div
            key={tick}
            aria-hidden
            className="absolute inset-x-0 flex h-0 items-center"
            style={{ bottom: `${place(tick, y)}%` }}
          >
            <span className="w-10 shrink-0 text-right text-faint text-xs tabular-nums">{sayY(tick)}</span>
            <span className="ml-2 h-px flex-1 bg-line" />
          </div>
        ))}
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={Math.min(at ?? last, last)}
          aria-valuetext={words(looked ?? newest ?? x[0])}
          className="relative h-full rounded-sm"
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setAt(undefined)}
          onBlur={() => setAt(undefined)}
        >
          <svg
            aria-hidden="true"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
          >
            {lines.map(({ key, tone, dashed, points }) => (
              <polyline
                key={key}
                points={points.map((point) => `${place(point.x, x)},${100 - place(point.y, y)}`).join(' ')}
                className={cx('fill-none stroke-current', INKS[tone])}
                strokeWidth="1.75"
                strokeDasharray={dashed ? '5 4' : undefined}
                strokeLinejoin="round"
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
          {looked !== undefined && (
            <span className="absolute inset-y-0 w-px bg-edge" style={{ left: `${place(looked, x)}%` }} />
          )}
          {lines.map(({ key, tone, points }) => {
            const point = points.find((one) => one.x === (looked ?? points.at(-1)?.x));
            return (
              point && (
                <span
                  key={key}
                  className={cx(
                    'absolute size-2 -translate-x-1/2 translate-y-1/2 rounded-full bg-current ring-2 ring-surface',
                    INKS[tone],
                  )}
                  style={{ left: `${place(point.x, x)}%`, bottom: `${place(point.y, y)}%` }}
                />
              )
            );
          })}
        </div>
      </div>
      <div aria-hidden className="mt-1.5 flex justify-between pl-12 text-faint text-xs tabular-nums">
        <span>{sayX(x[0])}</span>
        <span>{sayX(x[1])}</span>
      </div>
    </div>
  );
}

/** A piece of the line beside its name. */
function Sample({ line: { name, tone, dashed } }: { line: Line }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted">
      <span
        aria-hidden
        className={cx('w-4 border-current border-t-2', dashed && 'border-dashed', INKS[tone])}
      />
      {name}
    </span>
  );
}

function nearest(stops: readonly number[], wanted: number): number {
  let best = 0;
  for (const [i, stop] of stops.entries())
    if (Math.abs(stop - wanted) < Math.abs((stops[best] ?? 0) - wanted)) best = i;
  return best;
}
