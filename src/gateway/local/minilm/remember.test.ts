import { describe, expect, it } from 'vitest';
import { remember } from './remember.ts';

/** Counts what it is asked for; a text's vector is its length. */
function counting() {
  const asked: string[][] = [];
  return {
    asked,
    embed: async (texts: readonly string[]) => {
      asked.push([...texts]);
      return texts.map((text) => ({ vector: Float32Array.of(text.length), tokens: text.length, unknown: 0 }));
    },
  };
}

describe('a model with a memory', () => {
  it('embeds a text once, and gives each its own vector in the order asked for', async () => {
    const model = counting();
    const minilm = remember(model);
    await minilm.embed(['a', 'bbb']);
    const again = await minilm.embed(['bbb', 'cc', 'a', 'cc']);
    expect(again.map(({ vector }) => vector[0])).toEqual([3, 2, 1, 2]);
    expect(again.map(({ tokens }) => tokens)).toEqual([3, 2, 1, 2]);
    expect(model.asked).toEqual([['a', 'bbb'], ['cc']]);
  });

  it('forgets what has not been asked for in a generation, and never grows beyond two', async () => {
    const model = counting();
    const minilm = remember(model, 3);
    await minilm.embed(['kept', 'lost']);
    for (const text of ['x', 'xx', 'xxx', 'xxxx', 'xxxxx', 'xxxxxx', 'xxxxxxx']) {
      await minilm.embed([text]);
      await minilm.embed(['kept']);
    }
    model.asked.length = 0;
    await minilm.embed(['kept', 'lost']);
    expect(model.asked).toEqual([['lost']]);
  });
});
