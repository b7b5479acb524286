import { hashOf } from './candidate.ts';

/** Queries of one document go into one split: a test on documents that training knew would say nothing. */
export function pairGroup(document: string): string {
  return `pair=${hashOf(document).slice(0, 16)}`;
}
