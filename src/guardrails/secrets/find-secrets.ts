import type { Finding } from '../check.ts';
import { SECRET_RULES } from './secret-rules.ts';

/** Bits a sign, below which a value is a word and no secret. */
const LEAST = 2.5;

/** Keys, tokens and passwords, by how their makers mark them and by what stands before them. */
export function findSecrets(text: string): Finding[] {
  const out: Finding[] = [];
  for (const { type, pattern, score, random } of SECRET_RULES) {
    for (const match of text.matchAll(pattern)) {
      const secret = match.groups?.secret ?? match[0];
      const start = match.index + match[0].lastIndexOf(secret);
      const end = start + secret.length;
      if (random && !looksRandom(secret)) continue;
      if (out.some((one) => one.start < end && start < one.end)) continue;
      out.push({ check: 'secrets', type, start, end, score });
    }
  }
  return out;
}

/** Letters with digits or signs among them, and not the same few over and over. */
function looksRandom(value: string): boolean {
  if (!/\d|[^\p{L}\d_.-]/u.test(value) || /^[x*.•-]+$/i.test(value) || /^\$?[{<(]/.test(value)) return false;
  const counts = new Map<string, number>();
  for (const sign of value) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let entropy = 0;
  for (const n of counts.values()) entropy -= (n / value.length) * Math.log2(n / value.length);
  return entropy >= Math.min(LEAST, Math.log2(value.length) * 0.75);
}
