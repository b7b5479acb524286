import { begun } from '../../kernel/index.ts';
import type { ChatEvent } from '../family.ts';
import { tokensOfLength } from '../wire/tokens.ts';
import type { Meter } from './meter.ts';

/** Waits for the first event, so that a failure at the beginning can still be answered by another model; then counts. */
export function begin(events: AsyncIterable<ChatEvent>, meter: Meter): Promise<AsyncIterable<ChatEvent>> {
  return begun(metered(events, meter));
}

async function* metered(events: AsyncIterable<ChatEvent>, meter: Meter): AsyncGenerator<ChatEvent> {
  let failure: Error | undefined = new Error('the caller left');
  let letters: number | undefined;
  meter.heard(() => (letters === undefined ? undefined : tokensOfLength(letters)));
  try {
    for await (const event of events) {
      letters ??= 0;
      meter.first();
      if (event.type === 'done') {
        const { prompt_tokens: prompt, completion_tokens: completion } = event.usage;
        meter.used({ prompt, cached: 0, completion });
      }
      if (event.type === 'text') letters += event.text.length;
      yield event;
    }
    failure = undefined;
  } catch (error) {
    failure = error instanceof Error ? error : new Error('failed');
    throw error;
  } finally {
    meter.end(failure);
  }
}
