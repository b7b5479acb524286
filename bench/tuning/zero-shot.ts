import { zeroShot } from '../../src/gateway/local/zero-shot.ts';
import type { HeadInput } from '../../src/tuning/trainers/trainer.ts';
import { embedded } from './vectors.ts';

/** Share of the test texts that local/zero-shot labels rightly, by its own code over remembered vectors. */
export async function zeroShotAccuracy(name: string, input: HeadInput): Promise<{ hits: number; n: number }> {
  const labels = [...new Set(input.labels.flat())].sort();
  const { values: known, columns: d } = input.vectors;
  const rows = input.splits.flatMap((split, i) => (split === 'test' && input.labels[i]?.length ? [i] : []));
  const words = new Map<string, Float32Array>();
  let hits = 0;
  for (const i of rows) {
    const minilm = {
      // The first text is the one to label, whose vector is known; the others are the labels in words.
      async embed([, ...asked]: readonly string[]) {
        if (words.size === 0) {
          const { values } = await embedded(`${name}-labels`, asked);
          for (const [at, word] of asked.entries()) words.set(word, values.subarray(at * d, (at + 1) * d));
        }
        const vectors = [known.subarray(i * d, (i + 1) * d), ...asked.map((word) => words.get(word))];
        return vectors.map((vector) => ({ vector: vector ?? new Float32Array(d), tokens: 0, unknown: 0 }));
      },
      async close() {},
    };
    const request = {
      model: 'local/zero-shot',
      messages: [{ role: 'user' as const, content: input.texts[i] ?? '' }],
      response_format: { type: 'json_schema', json_schema: { name: 'label', schema: { enum: labels } } },
    };
    for await (const event of zeroShot(minilm, request))
      if (event.type === 'text' && event.text === input.labels[i]?.[0]) hits += 1;
  }
  return { hits, n: rows.length };
}
