import { errors } from '../errors/kernel-errors.ts';

/** Nesting beyond this is an attack on the stack of whatever walks it later, not a document. */
const MAX_DEPTH = 100;

/**
 * Refuses what no database stores and no model reads, before anything looks at it: NUL, half of a surrogate pair, and
 * nesting without end. Whether a text is stored today does not matter; the answer is the same everywhere.
 */
export function refuseUnstorable(value: unknown, where: string): void {
  const found = problemIn(value, 0);
  if (found) throw errors.invalid({ where: [where, ...found.path].join('.'), problem: found.problem });
}

interface Found {
  path: string[];
  problem: string;
}

function problemIn(value: unknown, depth: number): Found | undefined {
  if (typeof value === 'string') {
    const problem = problemOf(value);
    return problem ? { path: [], problem } : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === MAX_DEPTH) return { path: [], problem: `is nested more than ${MAX_DEPTH} levels deep` };
  for (const [key, inner] of Object.entries(value)) {
    const problem = problemOf(key);
    if (problem) return { path: [], problem: `has a name that ${problem}` };
    const found = problemIn(inner, depth + 1);
    if (found) return { ...found, path: [key, ...found.path].slice(0, 8) };
  }
  return undefined;
}

function problemOf(text: string): string | undefined {
  if (text.includes('\u0000')) return 'contains a NUL character, which cannot be stored';
  return text.isWellFormed() ? undefined : 'contains half of a surrogate pair, which cannot be stored';
}
