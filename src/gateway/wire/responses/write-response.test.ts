import { expect, it } from 'vitest';
import type { ChatEvent, Usage } from '../../family.ts';
import { writeResponse } from './write-response.ts';

const usage: Usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };

function write(...events: ChatEvent[]) {
  const writer = writeResponse({ model: 'm', input: 'Hello?' });
  const types = [writer.begin(), ...events.map((event) => writer.take(event))]
    .flat()
    .map(({ type }) => type.replace('response.', ''));
  return { types, response: writer.response() };
}

it('says a refusal as one, in a message of its own', () => {
  const { types, response } = write(
    { type: 'text', text: 'Well' },
    { type: 'refusal', text: 'I will ' },
    { type: 'refusal', text: 'not.' },
    { type: 'done', finish: 'content_filter', usage },
  );
  expect(response).toMatchObject({
    status: 'incomplete',
    incomplete_details: { reason: 'content_filter' },
    output: [
      { status: 'completed', content: [{ type: 'output_text', text: 'Well' }] },
      { status: 'incomplete', content: [{ type: 'refusal', refusal: 'I will not.' }] },
    ],
  });
  expect(types.slice(-8)).toEqual([
    ...['output_item.added', 'content_part.added', 'refusal.delta', 'refusal.delta'],
    ...['refusal.done', 'content_part.done', 'output_item.done', 'incomplete'],
  ]);
});

it('is incomplete when the model had to stop', () => {
  const { types, response } = write(
    { type: 'text', text: 'Well' },
    { type: 'done', finish: 'length', usage },
  );
  expect(response).toMatchObject({
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
  });
  expect(types.at(-1)).toBe('incomplete');
});

it('keeps calls apart that come in turns, after words', () => {
  const call = (index: number, delta: object) => ({
    type: 'tool_calls' as const,
    delta: [{ index, ...delta }],
  });
  const { response } = write(
    { type: 'text', text: 'Looking.' },
    call(0, { id: 'a', function: { name: 'f', arguments: '{"x":' } }),
    call(1, { id: 'b', function: { name: 'g', arguments: '' } }),
    call(0, { function: { arguments: '1}' } }),
    call(1, { function: { arguments: '{}' } }),
    { type: 'done', finish: 'tool_calls', usage },
  );
  expect(response).toMatchObject({
    status: 'completed',
    output: [
      { type: 'message', status: 'completed' },
      { type: 'function_call', call_id: 'a', name: 'f', arguments: '{"x":1}', status: 'completed' },
      { type: 'function_call', call_id: 'b', name: 'g', arguments: '{}', status: 'completed' },
    ],
  });
});
