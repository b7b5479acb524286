import { type Interval, mean, wilson } from '../harness/statistics.ts';

export interface Measures {
  recall1: number;
  interval1: Interval;
  recall5: number;
  /** Mean reciprocal rank; 0 for a document that is not in the list. */
  mrr: number;
}

/** @param ranks place of the right document for each question, 1 being the first; Infinity when it is not in the list. */
export function measure(ranks: readonly number[]): Measures {
  const within = (k: number) => ranks.filter((rank) => rank <= k).length;
  return {
    recall1: within(1) / ranks.length,
    interval1: wilson(within(1), ranks.length),
    recall5: within(5) / ranks.length,
    mrr: mean(ranks.map((rank) => 1 / rank)),
  };
}

/** Place of a document in a list of passages, each document counted once, at its best passage. */
export function rankOf(document: number, list: readonly (number | undefined)[]): number {
  const place = [...new Set(list)].indexOf(document);
  return place < 0 ? Number.POSITIVE_INFINITY : place + 1;
}
