import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

/** What a line says must come out again as it came, and what is not learned must not look as if it were. */

const read = (line: unknown, task: 'answers' | 'single' = 'answers') => {
  const [one] = readLines('file-1', Buffer.from(JSON.stringify(line)), task);
  return one;
};
const user = (content: unknown) => ({ role: 'user', content });
const call = { id: 'c1', type: 'function', function: { name: 'find', arguments: '{"item":"lamp"}' } };
const calling = {
  parallel_tool_calls: false,
  messages: [user('Where is my lamp?'), { role: 'assistant', content: null, tool_calls: [call] }],
  tools: [{ type: 'function', function: { name: 'find', parameters: { type: 'object' } } }],
};
const picture = (url: string) => ({
  messages: [
    user([
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url } },
    ]),
    { role: 'assistant', content: 'lamp' },
  ],
});

describe('a line in the chat format', () => {
  it('is kept whole, in its own order, when it has tools', () => {
    const line = read({ ...calling, group: 'g', at: '2026-01-01', training: true });
    expect(line).toMatchObject({ text: 'Where is my lamp?', group: 'g' });
    expect(line?.messages?.line).toBe(JSON.stringify(calling));
    expect(line?.answer).toContain('"name":"find"');
    const named = { functions: [], messages: [user('a'), { role: 'assistant', content: 'b' }] };
    expect(read(named)?.messages?.line).toBe(JSON.stringify(named));
  });

  it('answers a classifier with no call of a tool', () => {
    expect(read(calling, 'single')?.answer).toBe('');
  });

  it('is a different question with another picture, and none for what reads text only', () => {
    const [one, other] = [picture('https://a.test/1.png'), picture('https://a.test/2.png')];
    expect(read(one)?.messages?.line).toBe(JSON.stringify(one));
    expect(read(one)?.text).toMatch(/^What is this\?\n\[\w{16}\]$/);
    expect(read(one)?.text).not.toBe(read(other)?.text);
    expect(read(one, 'single')).toMatchObject({ text: '', answer: 'lamp' });
  });

  it('is only its text and answer when it has nothing else', () => {
    const messages = [user('a'), { role: 'assistant', content: 'b' }];
    expect(read({ messages })).toMatchObject({ text: 'a', answer: 'b', messages: null });
    expect(read({ messages: [user([{ type: 'text', text: 'a' }]), messages[1]] }, 'single')).toMatchObject({
      ...{ text: 'a', answer: 'b', messages: { line: expect.any(String) } },
    });
    const weighed = { messages: [user('a'), { role: 'assistant', content: 'b', weight: 0 }] };
    expect(read(weighed)?.messages?.line).toBe(JSON.stringify(weighed));
  });
});
