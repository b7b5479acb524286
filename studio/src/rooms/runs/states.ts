import {
  CircleAlert,
  CircleCheck,
  CircleStop,
  LoaderCircle,
  type LucideIcon,
  PlugZap,
  SearchX,
  ShieldX,
} from 'lucide-react';
import type { ItemOf, Result, RunStatus } from '../../client/endpoints.ts';
import type { Tone } from '../../parts/badge.tsx';

export type { RunStatus } from '../../client/endpoints.ts';
export type RunSummary = ItemOf<'GET /api/runs'>;
export type Run = Result<'GET /api/runs/{id}'>;

export const RUN_STATES = [
  'answered',
  'abstained',
  'blocked',
  'failed',
  'cancelled',
  'interrupted',
  'running',
] as const satisfies readonly RunStatus[];

/** Where runs happened. */
export const SOURCES = ['platform', 'external'] as const satisfies readonly RunSummary['source'][];
export type Source = (typeof SOURCES)[number];

export const REVIEWS = ['open', 'done'] as const;
export type ReviewState = (typeof REVIEWS)[number];

export const THUMBS = ['up', 'down'] as const;
export type Thumb = (typeof THUMBS)[number];

/** How far back a list reaches. */
export const PERIODS = ['1h', '24h', '7d', '30d'] as const;
export type Period = (typeof PERIODS)[number];

const HOURS: Record<Period, number> = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 };

export function beginOf(period: Period, now = Date.now()): string {
  return new Date(now - HOURS[period] * 3_600_000).toISOString();
}

export const STATUS_LOOKS: Record<RunStatus, { icon: LucideIcon; tone: Tone }> = {
  answered: { icon: CircleCheck, tone: 'good' },
  abstained: { icon: SearchX, tone: 'warn' },
  blocked: { icon: ShieldX, tone: 'bad' },
  failed: { icon: CircleAlert, tone: 'bad' },
  cancelled: { icon: CircleStop, tone: 'plain' },
  interrupted: { icon: PlugZap, tone: 'bad' },
  running: { icon: LoaderCircle, tone: 'accent' },
};
