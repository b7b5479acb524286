import { type Call, errors } from '../../kernel/index.ts';

const HEADER = 'sevenfold-training';

/**
 * Whether the caller leaves what it sends to be learned from: yes, unless it says no. Another word is refused: taken for a
 * yes, it would teach a model what somebody wanted to keep from it.
 */
export function mayBeLearnedFrom(call: Pick<Call, 'header'>): boolean {
  const said = call.header(HEADER)?.trim().toLowerCase();
  if (said === undefined || said === 'yes') return true;
  if (said === 'no') return false;
  throw errors.invalid({ where: HEADER, problem: 'must be yes or no' });
}
