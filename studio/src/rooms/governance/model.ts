import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon } from 'lucide-react';
import type { ItemOf, Result } from '../../client/endpoints.ts';
import type { Tone } from '../../parts/badge.tsx';

export type Entry = ItemOf<'GET /api/audit'>;
export type Verified = Result<'POST /api/audit/verify'>;

export const OUTCOMES: Record<Entry['outcome'], { icon: LucideIcon; tone: Tone }> = {
  done: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleAlert, tone: 'bad' },
  attempted: { icon: CircleDashed, tone: 'plain' },
};
