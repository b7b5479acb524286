import type { Finding } from '../check.ts';
import { KNOWN } from './gazetteer/gazetteer.ts';
import type { Token } from './tokens.ts';

/** Below what is hidden without being asked for. */
const SCORE = 0.35;

/** Nationality and religion: personal only together with somebody, so they are reported and no more. */
export function nationalities(all: readonly Token[]): Finding[] {
  return all
    .filter((token) => (token.known & KNOWN.group) > 0)
    .map(({ start, end }) => ({ check: 'pii', type: 'NRP', start, end, score: SCORE }));
}
