import type { Tx } from '../../kernel/index.ts';
import { measuredItems } from '../store/wire-items.ts';

/** A text that an eval in OpenAI's format measures with. */
export interface MeasuredText {
  /** Of the item that it stands in. */
  id: string;
  /** Name and id of the eval: two may have the same name. */
  source: string;
  text: string;
}

/**
 * The texts of all items that evals in OpenAI's format measured with. Which field of an item is asked depends on templates:
 * every text counts that no other item of the eval has. What several have are labels and instructions, and an item in which
 * nothing is its own gives its longest text.
 */
export async function measuredTexts(tx: Tx): Promise<MeasuredText[]> {
  const byEval = Map.groupBy(await measuredItems(tx), ({ evalId }) => evalId);
  return [...byEval].flatMap(([evalId, items]) => {
    const texts = items.map(({ item }) => [...new Set(textsIn(item))]);
    const times = new Map<string, number>();
    for (const text of texts.flat()) times.set(text, (times.get(text) ?? 0) + 1);
    return items.flatMap(({ id, name }, i) => {
      const all = texts[i] ?? [];
      const own = all.filter((text) => times.get(text) === 1);
      const longest = all.toSorted((a, b) => b.length - a.length).slice(0, 1);
      const source = `${name} (${evalId})`;
      return (own.length > 0 ? own : longest).map((text) => ({ id, source, text }));
    });
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
