import { useWords } from '../../../i18n/words.ts';

interface Bin {
  from: number;
  count: number;
  confidence: number;
  accuracy: number;
}

interface ReliabilityDotsProps {
  label: string;
  sayX: string;
  sayY: string;
  bins: readonly Bin[];
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const Z = 1.96;

/** How sure a model says it is against how often it is right. On the dashed line both agree; a large dot is many texts. */
export function ReliabilityDots({ label, sayX, sayY, bins }: ReliabilityDotsProps) {
  const { format } = useWords();
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <div role="img" aria-label={label} className="mx-auto w-full max-w-80">
      <div aria-hidden className="mb-3 text-faint text-xs">
        {sayY}
      </div>
      <div aria-hidden className="flex">
        <div className="relative w-11 shrink-0">
          {TICKS.map((tick) => (
            <span
              key={tick}
              className="absolute right-2 translate-y-1/2 text-faint text-xs tabular-nums"
              style={{ bottom: `${tick * 100}%` }}
            >
              {format.percent(tick)}
            </span>
          ))}
        </div>
        <div className="relative aspect-square min-w-0 flex-1 border-line border-b border-l">
          <svg
            aria-hidden="true"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
          >
            {TICKS.slice(1).map((tick) => (
              <g key={tick} className="stroke-line" strokeWidth="1">
                <line
                  x1="0"
                  x2="100"
                  y1={100 - tick * 100}
                  y2={100 - tick * 100}
                  vectorEffect="non-scaling-stroke"
                />
              </g>
            ))}
            <line
              x1="0"
              y1="100"
              x2="100"
              y2="0"
              className="stroke-faint"
              strokeDasharray="4 4"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          {bins.map(({ from, count, confidence, accuracy }) => {
            const { low, high } = wilson(accuracy, count);
            const size = 7 + 11 * Math.sqrt(count / most);
            return (
              <span key={from} className="text-accent">
                <span
                  className="absolute w-0.5 -translate-x-1/2 rounded-full bg-current opacity-45"
                  style={{
                    left: `${confidence * 100}%`,
                    bottom: `${low * 100}%`,
                    height: `${(high - low) * 100}%`,
                  }}
                />
                <span
                  className="absolute -translate-x-1/2 translate-y-1/2 rounded-full bg-current ring-2 ring-surface"
                  style={{
                    left: `${confidence * 100}%`,
                    bottom: `${accuracy * 100}%`,
                    width: size,
                    height: size,
                  }}
                />
              </span>
            );
          })}
        </div>
      </div>
      <div aria-hidden className="relative mt-1.5 ml-11 h-4 text-faint text-xs tabular-nums">
        {TICKS.map((tick) => (
          <span key={tick} className="absolute -translate-x-1/2" style={{ left: `${tick * 100}%` }}>
            {tick === 1 ? '' : format.percent(tick)}
          </span>
        ))}
        <span className="absolute right-0">{format.percent(1)}</span>
      </div>
      <div aria-hidden className="mt-0.5 text-right text-faint text-xs">
        {sayX}
      </div>
    </div>
  );
}

/** 95 % interval of a share, after Wilson. */
function wilson(share: number, n: number): { low: number; high: number } {
  const [mid, scale] = [share + (Z * Z) / (2 * n), 1 + (Z * Z) / n];
  const half = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, (mid - half) / scale), high: Math.min(1, (mid + half) / scale) };
}
