import type { Judgement } from './judgement.ts';

/** Equal, not equal, or holding the reference; `ilike` takes capitals for small letters. */
export function stringCheck(
  operation: 'eq' | 'ne' | 'like' | 'ilike',
  input: string,
  reference: string,
): Judgement {
  const passed = {
    eq: input === reference,
    ne: input !== reference,
    like: input.includes(reference),
    ilike: input.toLowerCase().includes(reference.toLowerCase()),
  }[operation];
  return { passed, score: passed ? 1 : 0 };
}
