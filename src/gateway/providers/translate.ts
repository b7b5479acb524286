import { z } from 'zod';
import { Failure, type Relay } from '../../kernel/index.ts';
import { gatewayErrors } from '../errors.ts';
import { failureOf } from '../upstream/explain.ts';
import { unframer } from './framing.ts';
import type { ChatChunk } from './kinds/completion.ts';
import { type TranslatedChat, UpstreamError } from './kinds/kind.ts';

/** Runs a translation and says whose fault it is when it does not work: theirs, never a defect of ours. */
export function translated<T>(provider: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    if (cause instanceof UpstreamError)
      throw failureOf({ provider, status: cause.status, detail: cause.message });
    const where = cause instanceof z.ZodError ? cause.issues[0]?.path.join('.') : undefined;
    const what = where ? `is not what its kind answers (at ${where})` : 'is not what its kind answers';
    throw gatewayErrors.bad_answer({ provider, what }, cause);
  }
}

/**
 * Turns a stream of their events into OpenAI's chunks on the way to `inner`, which counts and watches them as those of a
 * provider that speaks OpenAI's format.
 */
export function translateStream(
  inner: Relay,
  { chat, provider, model }: { chat: TranslatedChat; provider: string; model: string },
): Relay {
  const unframe = unframer(chat.framing);
  const translation = chat.stream(model);
  const pass = (chunks: readonly ChatChunk[]): Buffer =>
    chunks.length === 0
      ? Buffer.alloc(0)
      : inner.piece(Buffer.from(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')));
  return {
    piece: (bytes) =>
      pass(translated(provider, () => unframe(bytes).flatMap((event) => translation.feed(event)))),
    end(error) {
      if (error) return inner.end(error);
      const rest = pass(translation.end());
      return Buffer.concat([rest, inner.end()]);
    },
  };
}
