import { RE2JS } from 're2js';
import { dot, type MiniLm } from '../../gateway/index.ts';
import { compileSchema, detectLanguage, terms } from '../../kernel/index.ts';
import type { StoredScore } from '../schema.ts';

const passOrFail = (pass: boolean, note: string | null = null): StoredScore => ({
  score: pass ? 1 : 0,
  pass,
  note,
});

/** Equal but for case, spacing and the marks at the ends. */
export function exact(answer: string, expected: string | undefined): StoredScore | undefined {
  return expected === undefined ? undefined : passOrFail(plain(answer) === plain(expected));
}

/** Holds every one of the values, case and spacing aside. */
export function contains(answer: string, values: readonly string[] | undefined): StoredScore | undefined {
  if (values === undefined) return undefined;
  const missing = values.filter((value) => !plain(answer).includes(plain(value)));
  const score = values.length === 0 ? 1 : 1 - missing.length / values.length;
  return {
    score,
    pass: missing.length === 0,
    note: missing.length > 0 ? `missing: ${missing.join(', ')}` : null,
  };
}

/** Matches a pattern in RE2's syntax, whose running time grows with the text and no faster. */
export function regex(answer: string, pattern: string): StoredScore {
  return passOrFail(RE2JS.compile(pattern).matcher(answer).find());
}

export function jsonSchema(answer: string, schema: Record<string, unknown>): StoredScore {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return passOrFail(false, 'not JSON');
  }
  const problem = compileSchema(schema)(value);
  return passOrFail(problem === undefined, problem);
}

/** Cosine of local/minilm's vectors. It judges wording in English; for Chinese it is a weak witness. */
export async function similarity(
  minilm: MiniLm,
  answer: string,
  expected: string | undefined,
  least: number,
): Promise<StoredScore | undefined> {
  if (expected === undefined) return undefined;
  const [a, b] = await minilm.embed([answer, expected]);
  const score = a && b ? Math.max(0, dot(a.vector, b.vector)) : 0;
  return { score, pass: score >= least, note: null };
}

/**
 * F1 of the terms two texts share, as for SQuAD (Rajpurkar et al., 2016) but with our terms, so that it holds for
 * Chinese too.
 */
export function tokenF1(
  answer: string,
  expected: string | undefined,
  least: number,
): StoredScore | undefined {
  if (expected === undefined) return undefined;
  const language = detectLanguage(expected);
  const [said, wanted] = [terms(answer, language), terms(expected, language)];
  const left = new Map<string, number>();
  for (const term of wanted) left.set(term, (left.get(term) ?? 0) + 1);
  let shared = 0;
  for (const term of said) {
    const n = left.get(term) ?? 0;
    if (n === 0) continue;
    left.set(term, n - 1);
    shared += 1;
  }
  const score = shared === 0 ? 0 : (2 * shared) / (said.length + wanted.length);
  return { score, pass: score >= least, note: null };
}

/** Case, width, spacing and surrounding punctuation do not count. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s"'“”„«»(]+|[\s"'“”„«».,;:!?。！？)]+$/g, '');
}
