import type { Sparse } from '../numeric/sparse.ts';
import { type Grams, gramsOf } from './grams.ts';

/** Columns kept of each kind, the most frequent ones. */
const MOST = 4_000;
/** A gram of fewer texts than this teaches nothing that carries over. */
const FEWEST_TEXTS = 2;
const KINDS = ['words', 'characters'] as const;

/** The grams that have a column, and how telling each is. */
export interface Vocabulary {
  /** Hashes of the grams, words first: `words` of them. */
  hashes: Int32Array;
  words: number;
  /** ln((1 + texts) / (1 + texts with the gram)) + 1, as scikit-learn's TfidfTransformer. */
  idf: Float32Array;
}

/** Chooses the columns from the training texts, without looking at labels. `grams` holds one entry a text. */
export function vocabularyOf(grams: readonly Grams[]): Vocabulary {
  const kept = KINDS.map((kind) => mostFrequent(grams, kind));
  const all = kept.flat();
  return {
    hashes: Int32Array.from(all, ([key]) => key),
    words: kept[0]?.length ?? 0,
    idf: Float32Array.from(all, ([, texts]) => Math.log((1 + grams.length) / (1 + texts)) + 1),
  };
}

/** Texts as rows: (1 + ln tf) · idf, words and characters each of length 1, so that long texts do not weigh more. */
export function openVectoriser({ hashes, words, idf }: Vocabulary): (grams: readonly Grams[]) => Sparse {
  const columns = {
    words: columnsOf(hashes.subarray(0, words), 0),
    characters: columnsOf(hashes.subarray(words), words),
  };
  return (grams) => {
    const starts = new Int32Array(grams.length + 1);
    const at: number[] = [];
    const values: number[] = [];
    for (const [row, one] of grams.entries()) {
      for (const kind of KINDS) {
        const first = at.length;
        let squares = 0;
        for (const [key, count] of one[kind]) {
          const column = columns[kind].get(key);
          if (column === undefined) continue;
          const value = (1 + Math.log(count)) * (idf[column] ?? 0);
          squares += value * value;
          at.push(column);
          values.push(value);
        }
        const length = Math.sqrt(squares);
        for (let i = first; i < values.length; i += 1) values[i] = (values[i] ?? 0) / length;
      }
      starts[row + 1] = at.length;
    }
    return {
      rows: grams.length,
      columns: hashes.length,
      ...{ starts, at: Int32Array.from(at), values: Float32Array.from(values) },
    };
  };
}

/** The grams of many texts; `breathe` is awaited between them. */
export async function allGrams(texts: readonly string[], breathe: () => Promise<void>): Promise<Grams[]> {
  const out: Grams[] = [];
  for (const text of texts) {
    await breathe();
    out.push(gramsOf(text));
  }
  return out;
}

function mostFrequent(grams: readonly Grams[], kind: (typeof KINDS)[number]): [number, number][] {
  const texts = new Map<number, number>();
  for (const one of grams) for (const key of one[kind].keys()) texts.set(key, (texts.get(key) ?? 0) + 1);
  return [...texts]
    .filter(([, count]) => count >= FEWEST_TEXTS)
    .sort(([a, n], [b, m]) => m - n || a - b)
    .slice(0, MOST);
}

function columnsOf(hashes: Int32Array, first: number): Map<number, number> {
  return new Map([...hashes].map((key, i) => [key, first + i]));
}
