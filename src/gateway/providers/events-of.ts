import { createParser } from 'eventsource-parser';
import type { Passthrough } from '../../kernel/index.ts';
import { gatewayErrors } from '../errors.ts';
import type { ChatEvent, Usage } from '../family.ts';

interface Chunk {
  choices?: {
    delta?: { content?: string | null; refusal?: string | null; tool_calls?: unknown };
    finish_reason?: string | null;
  }[];
  usage?: Usage | null;
}

/**
 * A relayed stream of OpenAI's chunks as chat events, counted on the way. Lines that are not JSON are skipped: one bad
 * line must not lose the rest.
 * @throws when the stream breaks off before its end
 */
export async function* eventsOf({ body, relay }: Passthrough, provider: string): AsyncGenerator<ChatEvent> {
  const pending: Chunk[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === '[DONE]') return;
      try {
        pending.push(JSON.parse(data));
      } catch {
        // Skipped, see above.
      }
    },
  });
  let finish: string | undefined;
  let usage: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  const decoder = new TextDecoder();
  const read = function* (bytes: Buffer): Generator<ChatEvent> {
    parser.feed(decoder.decode(bytes, { stream: true }));
    for (const chunk of pending.splice(0)) {
      const choice = chunk.choices?.[0];
      if (choice?.delta?.content) yield { type: 'text', text: choice.delta.content };
      if (choice?.delta?.refusal) yield { type: 'refusal', text: choice.delta.refusal };
      if (choice?.delta?.tool_calls) yield { type: 'tool_calls', delta: choice.delta.tool_calls };
      finish = choice?.finish_reason ?? finish;
      usage = chunk.usage ?? usage;
    }
  };
  let failure: Error | undefined = new Error('the caller left');
  try {
    // What the relay lets through and not what came: it may have been another format.
    for await (const bytes of Buffer.isBuffer(body) ? [body] : body)
      yield* read(relay ? relay.piece(bytes) : bytes);
    failure = undefined;
  } catch (cause) {
    failure = cause instanceof Error ? cause : new Error('failed');
    throw failure.name === 'Failure' || failure.name === 'AbortError'
      ? failure
      : gatewayErrors.upstream_cut({ provider }, cause);
  } finally {
    const last = relay?.end(failure);
    if (!failure && last) yield* read(last);
  }
  if (finish === undefined) throw gatewayErrors.upstream_cut({ provider });
  yield { type: 'done', finish, usage };
}
