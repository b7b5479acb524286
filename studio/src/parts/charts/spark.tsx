import { around, type Domain, place, stepFor } from './scale.ts';

const HEIGHT = 28;

/** How many a day, as thin bars; the exact figures are in the label. */
export function SparkBars({ label, values }: { label: string; values: readonly number[] }) {
  const top = Math.max(1, ...values);
  const slot = 100 / values.length;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 100 ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-7 w-full"
    >
      {values.map((value, i) => {
        // A day without any is a line on the ground, so that it is seen to be counted.
        const height = value === 0 ? 1 : Math.max(2, (value / top) * HEIGHT);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day keeps its place
            key={i}
            x={i * slot + slot * 0.15}
            y={HEIGHT - height}
            width={slot * 0.7}
            height={height}
            className={value === 0 ? 'fill-edge' : 'fill-accent'}
          />
        );
      })}
    </svg>
  );
}

interface TrendPoint {
  key: string;
  estimate: number;
  interval: { low: number; high: number };
}

interface TrendProps {
  label: string;
  points: readonly TrendPoint[];
  /** Whether they are shares of 1; else of any size. */
  share: boolean;
}

/** One dot and whisker after the other over time, with a line through the dots. */
export function Trend({ label, points, share }: TrendProps) {
  const ends = points.flatMap(({ interval }) => [interval.low, interval.high]);
  const domain: Domain = around(ends, share ? 0.05 : stepFor(ends));
  const x = (i: number) => (points.length === 1 ? 50 : 8 + (i / (points.length - 1)) * 84);
  const y = (value: number) => HEIGHT - (place(value, domain) / 100) * HEIGHT;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 100 ${HEIGHT}`}
      className="h-7 w-full max-w-25 overflow-visible text-accent"
    >
      <polyline
        points={points.map(({ estimate }, i) => `${x(i)},${y(estimate)}`).join(' ')}
        className="fill-none stroke-edge"
        strokeWidth="1"
      />
      {points.map(({ key, estimate, interval }, i) => (
        <g key={key} className="stroke-current">
          <line
            x1={x(i)}
            x2={x(i)}
            y1={y(interval.low)}
            y2={y(interval.high)}
            strokeWidth="1"
            opacity="0.6"
          />
          <circle cx={x(i)} cy={y(estimate)} r="2.5" className="fill-accent" stroke="none" />
        </g>
      ))}
    </svg>
  );
}
