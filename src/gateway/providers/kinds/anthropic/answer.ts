import {
  type ChatChunk,
  type ChatCompletion,
  chunksFor,
  completionOf,
  type ToolCall,
} from '../completion.ts';
import { type ChatTranslation, UpstreamError, type WireEvent } from '../kind.ts';
import { finishFrom, MessageAnswer, REFUSED, STATUS, StreamEvent, type Usage, usageFrom } from './wire.ts';

/** A message as a completion. */
export function fromMessage(answer: unknown, model: string): ChatCompletion {
  const { id, content, stop_reason, usage } = MessageAnswer.parse(answer);
  const calls: ToolCall[] = [];
  let text = '';
  for (const part of content) {
    if ('text' in part && typeof part.text === 'string') text += part.text;
    else if ('input' in part && typeof part.id === 'string' && typeof part.name === 'string')
      calls.push({
        id: part.id,
        type: 'function',
        function: { name: part.name, arguments: JSON.stringify(part.input ?? {}) },
      });
  }
  const refusal = stop_reason === 'refusal' ? REFUSED : undefined;
  return completionOf({
    id,
    model,
    text,
    refusal,
    calls,
    finish: finishFrom(stop_reason),
    usage: usageFrom(usage),
  });
}

/** The events of a message as chunks. Blocks are counted through all types, tool calls among themselves. */
export function messageStream(model: string): ChatTranslation {
  const chunks = chunksFor(model);
  /** Index of the block to index of the call and whether its arguments have begun. */
  const calls = new Map<number, { index: number; begun: boolean }>();
  let usage: Usage = {};
  const called = (index: number, args: string): ChatChunk[] => {
    const call = calls.get(index);
    if (!call || args === '') return [];
    call.begun = true;
    return [chunks.delta({ tool_calls: [{ index: call.index, function: { arguments: args } }] })];
  };
  const on: Record<string, (event: StreamEvent) => ChatChunk[]> = {
    message_start({ message }) {
      usage = message?.usage ?? {};
      return [chunks.delta({ content: '' })];
    },
    content_block_start({ index = 0, content_block: block }) {
      if (block?.type === 'text' && block.text) return [chunks.delta({ content: block.text })];
      if (block?.type !== 'tool_use') return [];
      const call = { index: calls.size, begun: false };
      calls.set(index, call);
      const { id = '', name = '' } = block;
      return [
        chunks.delta({
          tool_calls: [{ index: call.index, id, type: 'function', function: { name, arguments: '' } }],
        }),
      ];
    },
    content_block_delta({ index = 0, delta }) {
      if (delta?.type === 'text_delta' && delta.text) return [chunks.delta({ content: delta.text })];
      return delta?.type === 'input_json_delta' ? called(index, delta.partial_json ?? '') : [];
    },
    // A call without arguments has no delta, and an empty text is no JSON.
    content_block_stop: ({ index = 0 }) => (calls.get(index)?.begun === false ? called(index, '{}') : []),
    message_delta({ delta, usage: told }) {
      usage = { ...usage, ...told };
      if (!delta?.stop_reason) return [];
      const refusal = delta.stop_reason === 'refusal' ? { refusal: REFUSED } : {};
      return [chunks.delta(refusal, finishFrom(delta.stop_reason)), chunks.usage(usageFrom(usage))];
    },
    error({ error }) {
      throw new UpstreamError(STATUS[error?.type ?? ''] ?? 500, error?.message ?? 'no explanation');
    },
  };
  return {
    feed({ data }: WireEvent) {
      const event = StreamEvent.parse(JSON.parse(data));
      return on[event.type]?.(event) ?? [];
    },
    end: () => [],
  };
}
