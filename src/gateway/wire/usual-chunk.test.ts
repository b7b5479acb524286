import { expect, it } from 'vitest';
import { isUsualChunk } from './usual-chunk.ts';

const chunk = (delta: object, more: object = {}, finish: string | null = null) =>
  JSON.stringify({
    ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_732_800_000, model: 'gpt-4o' },
    ...{ service_tier: 'default', system_fingerprint: null },
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...more,
  });

it.each([
  chunk({ content: ' word' }, { usage: null }),
  chunk({ role: 'assistant', content: '', refusal: null }),
  chunk({ content: 'a "quoted" \\ line\n, 王 \u0001' }, { usage: null, obfuscation: 'xY' }),
  chunk({}),
])('knows the usual one: %s', (data) => {
  expect(isUsualChunk(data)).toBe(true);
});

it.each([
  chunk({ content: 'x' }, {}, 'stop'),
  chunk({ content: 'x' }, { usage: { prompt_tokens: 1 } }),
  chunk({ tool_calls: [] }),
])('leaves what says more to be parsed: %s', (data) => {
  expect(isUsualChunk(data)).toBe(false);
});

it('takes nothing for usual that is no JSON', () => {
  const data = chunk({ role: 'assistant', content: 'a \\"b\\" c' }, { usage: null });
  for (let at = 0; at < data.length; at += 1)
    for (const put of ['', '"', ',', '}', '\\', '\t', '0']) {
      for (const wrong of [
        data.slice(0, at) + put + data.slice(at),
        data.slice(0, at) + put + data.slice(at + 1),
      ])
        if (isUsualChunk(wrong)) expect(() => JSON.parse(wrong)).not.toThrow();
    }
});
