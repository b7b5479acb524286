import type { ChatEvent } from '../family.ts';
import { tokensOfLength } from '../wire/tokens.ts';
import type { Meter } from './meter.ts';

/** Waits for the first event, so that a failure at the beginning can still be answered by another model; then counts. */
export async function begin(
  events: AsyncIterable<ChatEvent>,
  meter: Meter,
): Promise<AsyncIterable<ChatEvent>> {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  meter.first();
  return metered(iterator, first, meter);
}

async function* metered(
  iterator: AsyncIterator<ChatEvent>,
  first: IteratorResult<ChatEvent>,
  meter: Meter,
): AsyncGenerator<ChatEvent> {
  let failure: Error | undefined = new Error('the caller left');
  let letters = 0;
  meter.heard(() => (first.done ? undefined : tokensOfLength(letters)));
  try {
    for (let next = first; !next.done; next = await iterator.next()) {
      if (next.value.type === 'done') {
        const { prompt_tokens: prompt, completion_tokens: completion } = next.value.usage;
        meter.used({ prompt, cached: 0, completion });
      }
      if (next.value.type === 'text') letters += next.value.text.length;
      yield next.value;
    }
    failure = undefined;
  } catch (error) {
    failure = error instanceof Error ? error : new Error('failed');
    throw error;
  } finally {
    meter.end(failure);
    if (failure) await iterator.return?.();
  }
}
