import { describe, expect, it } from 'vitest';
import { toMessages } from '../providers/kinds/anthropic/request.ts';
import { expectTokens } from './expect-tokens.ts';

const CHAT = '/chat/completions';
const messages = [{ role: 'user', content: 'How are things?' }];

describe('what a call is expected to take', () => {
  it('is what Anthropic is asked for when nobody states a maximum', () => {
    const { completion } = expectTokens(CHAT, { messages }, 4);
    expect(completion).toBe(toMessages({ model: 'm', messages }).max_tokens);
  });

  it('is the largest maximum that is stated, for each of the answers', () => {
    expect(expectTokens(CHAT, { messages, max_tokens: 10 }, 4).completion).toBe(10);
    const both = { messages, max_tokens: 500, max_completion_tokens: 10, n: 3 };
    expect(expectTokens(CHAT, both, 4).completion).toBe(1_500);
    expect(expectTokens('/responses', { input: 'Hi', max_output_tokens: 70 }, 1).completion).toBe(70);
    expect(expectTokens(CHAT, { messages, max_tokens: -5 }, 4).completion).toBe(0);
  });

  it('is no answer where there are none', () => {
    expect(expectTokens('/embeddings', { input: 'Hi' }, 1)).toEqual({ prompt: 1, cached: 0, completion: 0 });
  });

  it.each([
    ['tools', { tools: [{ type: 'function', function: { name: 'x'.repeat(400) } }] }, 100],
    ['a schema', { response_format: { type: 'json_schema', json_schema: 'x'.repeat(400) } }, 100],
    ['calls', { messages: [{ role: 'assistant', tool_calls: [{ arguments: 'x'.repeat(400) }] }] }, 100],
    ['calls of a response', { input: [{ type: 'function_call', arguments: 'x'.repeat(400) }] }, 100],
    ['an image', { messages: [{ content: [{ type: 'text', text: 'Look' }, { type: 'image_url' }] }] }, 1_600],
  ])('counts %s as part of the prompt', (_what, request, least) => {
    const { prompt } = expectTokens(CHAT, request, 7);
    expect(prompt).toBeGreaterThanOrEqual(7 + least);
    expect(prompt).toBeLessThan(7 + least + 40);
  });
});
