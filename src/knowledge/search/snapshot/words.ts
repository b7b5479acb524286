import { setImmediate as breathe } from 'node:timers/promises';

/** Okapi BM25 as the table's own search has it: Robertson and Zaragoza (2009), The Probabilistic Relevance Framework. */
const K1 = 1.2;
const B = 0.75;
/** More often is counted as so often; beyond it the score hardly changes any more. */
const MOST_TIMES = 255;

/** Postings that are put in order at a time: about 10 ms. */
const AT_A_TIME = 250_000;

/** A row and its BM25. */
export interface Match {
  row: number;
  score: number;
}

/** The terms of many passages in memory. */
export interface Words {
  /** The rows that hold the rarest of some terms most often, among those that may be read, best first. */
  best(terms: readonly string[], readable: (row: number) => boolean, limit: number): Match[];
}

/** Takes in passages one after another, in order of their rows. */
export interface WordsBuilder {
  /** @param terms separated by spaces */
  add(terms: string): void;
  /** Bytes that are needed so far. */
  bytes(): number;
  done(): Promise<Words>;
}

/** For each term the rows that hold it and how often, behind one another: those of term t begin at `first[t]`. */
interface Postings {
  numbers: Map<string, number>;
  first: Uint32Array;
  rows: Uint32Array;
  times: Uint8Array;
  lengths: Uint32Array;
}

export function createWords(rows: number): WordsBuilder {
  const numbers = new Map<string, number>();
  const lengths = new Uint32Array(rows);
  const held = {
    terms: new Uint32Array(1 << 16),
    times: new Uint8Array(1 << 16),
    ends: new Uint32Array(rows),
  };
  let added = 0;
  let filled = 0;
  const grow = () => {
    const [terms, times] = [new Uint32Array(filled * 2), new Uint8Array(filled * 2)];
    terms.set(held.terms);
    times.set(held.times);
    Object.assign(held, { terms, times });
  };
  return {
    add(text) {
      const counted = new Map<number, number>();
      const terms = text === '' ? [] : text.split(' ');
      for (const term of terms) {
        let number = numbers.get(term);
        if (number === undefined) {
          number = numbers.size;
          numbers.set(term, number);
        }
        counted.set(number, (counted.get(number) ?? 0) + 1);
      }
      for (const [number, times] of counted) {
        if (filled === held.terms.length) grow();
        held.terms[filled] = number;
        held.times[filled] = Math.min(MOST_TIMES, times);
        filled += 1;
      }
      lengths[added] = terms.length;
      held.ends[added] = filled;
      added += 1;
    },
    // A term in the map takes about 100 bytes, a posting 5, and as many once more while they are put in order.
    bytes: () => numbers.size * 100 + filled * 10,
    async done() {
      const first = new Uint32Array(numbers.size + 1);
      for (let i = 0; i < filled; i += 1) {
        const next = (held.terms[i] ?? 0) + 1;
        first[next] = (first[next] ?? 0) + 1;
        if (i % AT_A_TIME === 0) await breathe();
      }
      for (let t = 1; t < first.length; t += 1) first[t] = (first[t] ?? 0) + (first[t - 1] ?? 0);
      const place = first.slice();
      const postings = {
        numbers,
        first,
        rows: new Uint32Array(filled),
        times: new Uint8Array(filled),
        lengths,
      };
      let row = 0;
      for (let i = 0; i < filled; i += 1) {
        while ((held.ends[row] ?? filled) <= i) row += 1;
        const term = held.terms[i] ?? 0;
        const at = place[term] ?? 0;
        postings.rows[at] = row;
        postings.times[at] = held.times[i] ?? 0;
        place[term] = at + 1;
        if (i % AT_A_TIME === 0) await breathe();
      }
      return search(postings);
    },
  };
}

function search({ numbers, first, rows, times, lengths }: Postings): Words {
  const total = lengths.length;
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, total);
  /** What a passage's length adds to the denominator. */
  const norms = Float32Array.from(lengths, (length) => K1 * (1 - B + (B * length) / Math.max(1, average)));
  const scores = new Float32Array(total);
  /** Rows with a score: far fewer than there are, so they are noted, not looked for. */
  const touched = new Uint32Array(total);
  const addTerm = (number: number, count: number): number => {
    const [from, to] = [first[number] ?? 0, first[number + 1] ?? 0];
    const weight = Math.log(1 + (total - (to - from) + 0.5) / (to - from + 0.5)) * (K1 + 1);
    let noted = count;
    for (let i = from; i < to; i += 1) {
      const row = rows[i] ?? 0;
      const n = times[i] ?? 0;
      const before = scores[row] ?? 0;
      if (before === 0) {
        touched[noted] = row;
        noted += 1;
      }
      scores[row] = before + (weight * n) / (n + (norms[row] ?? 0));
    }
    return noted;
  };
  return {
    best(terms, readable, limit) {
      let count = 0;
      for (const term of new Set(terms)) {
        const number = numbers.get(term);
        if (number !== undefined) count = addTerm(number, count);
      }
      const found: Match[] = [];
      let least = 0;
      for (let i = 0; i < count; i += 1) {
        const row = touched[i] ?? 0;
        const score = scores[row] ?? 0;
        scores[row] = 0;
        if (score <= least || !readable(row)) continue;
        // Few rows get this far: each is better than the worst of the best so far.
        const before = found.findLastIndex((match) => match.score >= score);
        found.splice(before + 1, 0, { row, score });
        if (found.length > limit) found.pop();
        if (found.length === limit) least = found[limit - 1]?.score ?? 0;
      }
      return found;
    },
  };
}
