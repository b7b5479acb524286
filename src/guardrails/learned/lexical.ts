/** Buckets that word features are hashed into; a power of two. */
export const BUCKETS = 8192;

/** Letters that stand in for others in words somebody wants to hide: `a$$`, `sh1t`, `f@ck`. */
const DISGUISE: Record<string, string> = {
  $: 's',
  '@': 'a',
  '1': 'i',
  '0': 'o',
  '3': 'e',
  '!': 'i',
  '5': 's',
};
const WORD = /[\p{L}\p{N}$@*'’]+|[!?:]/gu;
const HAN = /\p{Script=Han}/u;
const MARKS = /\p{M}/gu;

/** The hash of a feature's name (FNV-1a), the same at training and at use. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Words with case, accents and disguises undone. */
export function plainWords(text: string): string[] {
  const out: string[] = [];
  for (const [word] of text.normalize('NFKD').replace(MARKS, '').toLowerCase().matchAll(WORD)) {
    if (HAN.test(word)) for (const sign of word) out.push(sign);
    else out.push(/\p{L}/u.test(word) ? word.replace(/[$@!1035]/g, (sign) => DISGUISE[sign] ?? sign) : word);
  }
  return out;
}

/** Which buckets a text's words, word pairs and word parts fall into; each once. */
export function lexicalFeatures(text: string): number[] {
  const words = plainWords(text);
  const out = new Set<number>();
  const add = (name: string) => out.add(hash(name) % BUCKETS);
  for (const [i, word] of words.entries()) {
    add(word);
    add(`${words[i - 1] ?? '<'} ${word}`);
    if (word.length >= 5) for (let k = 0; k + 4 <= word.length; k += 1) add(`#${word.slice(k, k + 4)}`);
  }
  if (words[0]) add(`^${words[0]}`);
  return [...out];
}
