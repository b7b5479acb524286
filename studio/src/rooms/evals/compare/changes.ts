import { CircleQuestionMark, Equal, type LucideIcon, TrendingDown, TrendingUp, X } from 'lucide-react';
import type { Tone } from '../../../parts/badge.tsx';
import type { Change } from '../addresses.ts';

/** How two versions differ on one example. */
export const CHANGE_LOOKS: Record<Change, { icon: LucideIcon; tone: Tone }> = {
  gained: { icon: TrendingUp, tone: 'good' },
  lost: { icon: TrendingDown, tone: 'bad' },
  same_pass: { icon: Equal, tone: 'plain' },
  same_fail: { icon: X, tone: 'plain' },
  unjudged: { icon: CircleQuestionMark, tone: 'plain' },
};
