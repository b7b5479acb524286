import type { Finding } from '../check.ts';

const LOCAL = /[\p{L}\p{N}._%+'-]/u;
const HOST = /[\p{L}\p{N}.-]/u;
const LONGEST_LOCAL = 64;
const LONGEST_HOST = 255;

/** E-mail addresses, looked for from each @ outwards: a pattern for them would try each letter of a long word anew. */
export function emails(text: string): Finding[] {
  const out: Finding[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text[start - 1] ?? '')) start -= 1;
    let end = at + 1;
    while (end < text.length && end - at < LONGEST_HOST && HOST.test(text[end] ?? '')) end += 1;
    while (end > at && /[.-]/.test(text[end - 1] ?? '')) end -= 1;
    while (start < at && /[.'-]/.test(text[start] ?? '')) start += 1;
    const host = text.slice(at + 1, end);
    if (start < at && /\.\p{L}{2,}$/u.test(host))
      out.push({ check: 'pii', type: 'EMAIL_ADDRESS', start, end, score: 0.95 });
  }
  return out;
}

const SCHEME =
  /(?:https?|ftp):\/\/[^\s<>"'，。；）)\]}]{3,2048}|(?<![A-Za-zÀ-ɏ\d.@-])www\.[^\s<>"'，。；）)\]}]{3,2048}/gi;
/** Endings that names of hosts have without `https://` in front; longer lists find file names (`readme.md`). */
const BARE =
  /(?<![A-Za-zÀ-ɏ\d.@/-])(?:[a-z\d-]{1,63}\.){1,4}(?:com|org|net|io|ai|dev|app|edu|gov|info|biz|co\.uk|de|fr|es|it|nl|eu|ch|at|se|no|dk|fi|pl|cz|hu|cn|com\.cn|jp|us|ca|au)(?:\/[^\s<>"']{0,500})?(?![A-Za-zÀ-ɏ\d@-])/gi;

/** Web addresses, with or without a scheme. */
export function webAddresses(text: string): Finding[] {
  const out: Finding[] = [];
  if (!text.includes('.')) return out;
  const add = (start: number, raw: string, score: number) => {
    const end = start + raw.replace(/[.,;:!?]+$/, '').length;
    if (!out.some((one) => one.start <= start && end <= one.end))
      out.push({ check: 'pii', type: 'DOMAIN_NAME', start, end, score });
  };
  for (const match of text.matchAll(SCHEME)) add(match.index, match[0], 0.9);
  for (const match of text.matchAll(BARE)) add(match.index, match[0], 0.6);
  return out;
}
