/** A match of one of the words, by offsets into the text that was searched. */
export interface WordMatch {
  start: number;
  end: number;
  word: string;
}

interface Node {
  next: Map<number, Node>;
  fail: Node | undefined;
  word: string | undefined;
  /** The nearest shorter ending that is a word as well. */
  shorter: Node | undefined;
}

const node = (): Node => ({ next: new Map(), fail: undefined, word: undefined, shorter: undefined });
const LETTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

/**
 * Finds all of thousands of words in one pass (Aho and Corasick, https://doi.org/10.1145/360825.360855): the time
 * depends on the length of the text alone, whatever somebody wrote into the list. Case is ignored; a word counts only
 * where no letter continues it, so that `art` is not found in `party`.
 */
export function createWordFinder(words: readonly string[]): (text: string) => WordMatch[] {
  const root = node();
  for (const word of words) {
    let at = root;
    for (const code of codes(word)) {
      const next = at.next.get(code) ?? node();
      at.next.set(code, next);
      at = next;
    }
    if (at !== root) at.word = word;
  }
  link(root);
  return (text) => {
    const out: WordMatch[] = [];
    let at = root;
    const all = codes(text);
    for (const [i, code] of all.entries()) {
      while (at !== root && !at.next.has(code)) at = at.fail ?? root;
      at = at.next.get(code) ?? root;
      for (let hit: Node | undefined = at.word ? at : at.shorter; hit; hit = hit.shorter) {
        const word = hit.word ?? '';
        const start = i + 1 - word.length;
        if (stands(text, start, i + 1)) out.push({ start, end: i + 1, word });
      }
    }
    return out;
  };
}

function link(root: Node): void {
  const queue = [...root.next.values()];
  for (const child of queue) child.fail = root;
  for (let at = queue.shift(); at; at = queue.shift()) {
    for (const [code, child] of at.next) {
      let fail = at.fail;
      while (fail && !fail.next.has(code)) fail = fail.fail;
      child.fail = fail?.next.get(code) ?? root;
      child.shorter = child.fail.word ? child.fail : child.fail.shorter;
      queue.push(child);
    }
  }
}

/** Lower case letter by letter: a text put into lower case as a whole may change its length, and offsets with it. */
function codes(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => {
    const lower = (text[i] ?? '').toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : text.charCodeAt(i);
  });
}

function stands(text: string, start: number, end: number): boolean {
  const [before, first, last, after] = [
    text[start - 1] ?? '',
    text[start] ?? '',
    text[end - 1] ?? '',
    text[end] ?? '',
  ];
  const continues = (a: string, b: string) =>
    LETTER.test(a) && LETTER.test(b) && !HAN.test(a) && !HAN.test(b);
  return !continues(before, first) && !continues(last, after);
}
