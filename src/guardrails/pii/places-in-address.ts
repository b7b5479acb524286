import type { Finding } from '../check.ts';
import { KNOWN } from './gazetteer/gazetteer.ts';
import type { Token } from './tokens.ts';

const SCORE = 0.6;
const PLACE = KNOWN.place | KNOWN.partOfPlace;
/** A line of an address that can be the name of a town. */
const TOWN = /^\p{L}[\p{L}\p{M}' .-]{2,60}$/u;

/**
 * Towns and countries inside an address are places as well: a policy may let towns pass and not streets, or the other
 * way round.
 */
export function placesInAddress(text: string, address: Finding, all: readonly Token[]): Finding[] {
  const out: Finding[] = [];
  const add = (start: number, end: number) =>
    out.push({ check: 'pii', type: 'LOCATION', start, end, score: SCORE });
  // The first word may be a street's ("Paris Avenue 3"); towns come later.
  for (let i = 1; i < all.length; i += 1) {
    const token = all[i];
    if (!token || (token.known & PLACE) === 0) continue;
    const first = token;
    let last = token;
    while (
      last.known & KNOWN.partOfPlace &&
      all[i + 1] &&
      ((all[i + 1] as Token).known & KNOWN.partOfPlace) > 0
    ) {
      i += 1;
      last = all[i] as Token;
    }
    add(first.start, last.end);
  }
  let at = address.start;
  for (const line of text.slice(address.start, address.end).split('\n')) {
    const start = at + line.length - line.trimStart().length;
    const end = at + line.trimEnd().length;
    const alone = at > address.start && TOWN.test(line.trim());
    if (alone && !out.some((one) => one.start < end && start < one.end)) add(start, end);
    at += line.length + 1;
  }
  return out;
}
