import { createHash } from 'node:crypto';
import type { Embedding, MiniLm } from './minilm.ts';

/** Vectors of a generation, about 1.6 KB each; two generations are kept, so at most 20 MB. */
const GENERATION = 6_000;

/**
 * The same model with a memory for texts that come again and again, such as the sentences of passages that many
 * questions find: they are embedded once instead of once a question, which is nearly all of what an answer costs.
 * Texts are remembered by their hash. What was not asked for during a whole generation is forgotten.
 */
export function remember(minilm: Pick<MiniLm, 'embed'>, generation = GENERATION): Pick<MiniLm, 'embed'> {
  let young = new Map<string, Embedding>();
  let old = new Map<string, Embedding>();

  const keep = (key: string, embedding: Embedding) => {
    if (young.size >= generation) [old, young] = [young, new Map()];
    young.set(key, embedding);
  };
  const recall = (key: string) => {
    const known = young.get(key) ?? old.get(key);
    if (known && !young.has(key)) keep(key, known);
    return known;
  };

  return {
    async embed(texts, urgent) {
      const keys = texts.map((text) => createHash('sha256').update(text).digest('base64'));
      const found = new Map(keys.map((key) => [key, recall(key)]));
      const missing = [...new Set(keys.filter((key) => !found.get(key)))];
      const fresh = await minilm.embed(
        missing.map((key) => texts[keys.indexOf(key)] ?? ''),
        urgent,
      );
      for (const [i, embedding] of fresh.entries()) {
        const key = missing[i] ?? '';
        // A slice of a shared buffer would keep its neighbours in memory too.
        const own = { ...embedding, vector: embedding.vector.slice() };
        found.set(key, own);
        keep(key, own);
      }
      return keys.map((key) => found.get(key) ?? { vector: new Float32Array(), tokens: 0, unknown: 0 });
    },
  };
}
