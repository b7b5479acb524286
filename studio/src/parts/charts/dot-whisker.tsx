import type { Tone } from '../badge.tsx';
import { cx } from '../cx.ts';
import { type Domain, place } from './scale.ts';

const INK: Record<Tone, string> = {
  plain: 'text-faint',
  accent: 'text-accent',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
};

interface DotWhiskerProps {
  /** The whole chart in words. */
  label: string;
  estimate: number;
  interval: { low: number; high: number };
  domain: Domain;
  /** A bound that matters; drawn as a dashed line. */
  threshold?: number;
  /** Where there is no difference. */
  zero?: boolean;
  tone?: Tone;
}

/** An estimate as a dot and its 95 % interval as a whisker: how good, and how sure. */
export function DotWhisker(props: DotWhiskerProps) {
  const { label, estimate, interval, domain, threshold, zero, tone = 'accent' } = props;
  const at = (value: number) => `${place(value, domain)}%`;
  const [low, high] = [place(interval.low, domain), place(interval.high, domain)];
  return (
    <div role="img" aria-label={label} className={cx('relative h-5 w-full', INK[tone])}>
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      {zero && <span className="absolute inset-y-0 w-px bg-edge" style={{ left: at(0) }} />}
      {threshold !== undefined && (
        <span
          className="absolute inset-y-0 border-faint border-l border-dashed"
          style={{ left: at(threshold) }}
        />
      )}
      <span
        className="absolute top-1/2 h-0.5 -translate-y-1/2 rounded-full bg-current opacity-60"
        style={{ left: `${low}%`, width: `${high - low}%` }}
      />
      {[low, high].map((end, i) => (
        <span
          key={i === 0 ? 'low' : 'high'}
          className="absolute top-1/2 h-2 w-px -translate-x-1/2 -translate-y-1/2 bg-current"
          style={{ left: `${end}%` }}
        />
      ))}
      <span
        className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full bg-current ring-2 ring-surface"
        style={{ left: at(estimate) }}
      />
    </div>
  );
}

interface AxisProps {
  domain: Domain;
  ticks: readonly number[];
  say: (value: number) => string;
}

/** The figures below charts of one domain. What they say is said in words by each chart. */
export function Axis({ domain, ticks, say }: AxisProps) {
  return (
    <div aria-hidden className="relative h-4 text-faint text-xs tabular-nums">
      {ticks.map((tick) => {
        const at = place(tick, domain);
        return (
          <span
            key={tick}
            className={cx(
              'absolute whitespace-nowrap',
              at < 4 ? '' : at > 96 ? '-translate-x-full' : '-translate-x-1/2',
            )}
            style={{ left: `${at}%` }}
          >
            {say(tick)}
          </span>
        );
      })}
    </div>
  );
}
