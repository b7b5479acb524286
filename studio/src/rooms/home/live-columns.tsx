import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';
import { SparkBars, Trend } from '../../parts/charts/spark.tsx';
import { useFigures } from '../evals/figures.ts';
import { Serves } from '../releases/serves.tsx';
import type { LiveApp } from './model.ts';
import { Quality } from './quality.tsx';
import { WatchedShare } from './watched-share.tsx';

export interface LiveColumn {
  key: string;
  head: string;
  cell: (app: LiveApp) => ReactNode;
  /** The class that hides it where there is no room. */
  hide?: string;
}

export function useLiveColumns(): LiveColumn[] {
  const { t, format } = useWords();
  const { value } = useFigures();
  return [
    {
      key: 'app',
      head: t('home.app'),
      cell: ({ slug, name }) => (
        <Link to="/assistants/$slug" params={{ slug }} className="font-strong hover:text-accent-ink">
          {name}
        </Link>
      ),
    },
    { key: 'serves', head: t('home.serves'), cell: (app) => <Serves app={app} /> },
    { key: 'quality', head: t('home.quality'), cell: ({ quality }) => <Quality quality={quality} /> },
    {
      key: 'trend',
      head: t('home.trend'),
      cell: ({ qualityTrend: trend }) =>
        trend.length < 2 ? (
          <None />
        ) : (
          <div className="w-25">
            <Trend
              label={t('home.trend_is', {
                values: format.list(
                  trend.map(({ version, unit, estimate }) =>
                    t('home.trend_point', { version, value: value(unit, estimate) }),
                  ),
                ),
              })}
              share={trend[0]?.unit === 'share'}
              points={trend.map((point, i) => ({ key: `${i} ${point.version}`, ...point }))}
            />
          </div>
        ),
      hide: 'max-lg:hidden',
    },
    {
      key: 'traffic',
      head: t('home.traffic'),
      cell: ({ traffic, runs }) => {
        const days = lastDays(traffic);
        return (
          <div className="w-25">
            <SparkBars label={t('home.traffic_is', { days: days.join(', ') })} values={days} />
            <span className="text-muted text-xs">{t('home.runs_this_week', { count: runs })}</span>
          </div>
        );
      },
    },
    {
      key: 'abstentions',
      head: t('home.abstentions'),
      cell: ({ abstentions }) => <WatchedShare watched={abstentions} />,
    },
    {
      key: 'complaints',
      head: t('home.complaints'),
      cell: ({ complaints }) => <WatchedShare watched={complaints} />,
    },
    {
      key: 'cost',
      head: t('home.cost'),
      cell: ({ costUsd }) => (costUsd === null ? <None /> : format.money(costUsd)),
      hide: 'max-xl:hidden',
    },
  ];
}

function None() {
  return <span className="text-faint">–</span>;
}

const DAYS = 14;
const DAY_MS = 86_400_000;

/** Runs of each of the last 14 days; the server leaves out days without any. */
function lastDays(traffic: LiveApp['traffic'], today = Date.now()): number[] {
  const runs = new Map(traffic.map(({ day, runs: n }) => [day, n]));
  return Array.from({ length: DAYS }, (_, i) => {
    const day = new Date(today - (DAYS - 1 - i) * DAY_MS).toISOString().slice(0, 10);
    return runs.get(day) ?? 0;
  });
}
