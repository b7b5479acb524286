import type { Actor, Call, Passthrough } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import { callModel } from './calls/call-model.ts';
import { contextOf } from './calls/context-of.ts';
import type { ChatRequest } from './contract-openai.ts';
import { dataClassOf } from './egress/data-class-of.ts';
import { takeMarks } from './egress/take-marks.ts';
import { gatewayErrors } from './errors.ts';
import type { ChatEvent } from './family.ts';
import { composite } from './resolve.ts';
import { toChunks, toCompletion } from './wire/chat-wire.ts';

/** POST /v1/chat/completions. */
export async function createChatCompletion(
  bag: Gateway,
  actor: Actor,
  input: ChatRequest,
  call: Call,
): Promise<{ id: string; object: string } | AsyncIterable<unknown> | Passthrough> {
  const { request, dataClass } = takeMarks(input, dataClassOf(call));
  const context = contextOf(actor, call, dataClass);
  const composed = composite(bag, actor, request.model);
  const app = composed && (await composed);
  if (app) {
    const events = app.chat?.(request, context);
    if (!events) throw gatewayErrors.cannot_chat({ model: request.model });
    return render(events, request);
  }
  const answer = await callModel(bag, '/chat/completions', request, context);
  if (answer.as === 'vectors') throw gatewayErrors.cannot_chat({ model: request.model });
  return answer.as === 'bytes' ? answer.bytes : render(answer.events, request);
}

function render(events: AsyncIterable<ChatEvent>, request: ChatRequest) {
  if (!request.stream) return toCompletion(events, request.model);
  const includeUsage = request.stream_options?.include_usage === true;
  return toChunks(events, { model: request.model, includeUsage });
}
