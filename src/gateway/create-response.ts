import { type Actor, type Call, NamedEvent, type Passthrough, toFailure } from '../kernel/index.ts';
import type { Gateway } from './bag.ts';
import { callModel } from './calls/call-model.ts';
import { contextOf } from './calls/context-of.ts';
import { guardOf } from './calls/guard.ts';
import type { ResponseRequest } from './contract-openai.ts';
import { dataClassOf } from './egress/data-class-of.ts';
import { takeMarks } from './egress/take-marks.ts';
import { gatewayErrors } from './errors.ts';
import { type ChatEvent, speaksWire } from './family.ts';
import { defaultModel } from './providers/default-model.ts';
import { resolve } from './resolve.ts';
import { familyOf } from './routing/plan.ts';
import type { ResponseEvent } from './wire/responses/items.ts';
import { toChat } from './wire/responses/to-chat.ts';
import { writeResponse } from './wire/responses/write-response.ts';

/** POST /v1/responses: passed on where the provider has it, else made out of the events of a chat. */
export async function createResponse(
  bag: Gateway,
  actor: Actor,
  input: ResponseRequest,
  call: Call,
): Promise<{ id: string; object: string } | AsyncIterable<unknown> | Passthrough> {
  const { request, dataClass } = takeMarks(input, dataClassOf(call));
  const context = contextOf(actor, call, dataClass);
  if (await isServed(bag, actor, request.model)) {
    const answer = await callModel(bag, '/responses', request, context);
    if (answer.as !== 'bytes') throw gatewayErrors.cannot_chat({ model: request.model });
    return answer.bytes;
  }
  const chat = toChat(request);
  const model = await resolve(bag, actor, request.model);
  const events = model.chat(chat, context);
  if (request.stream) return streamed(bag, events, request);
  const writer = writeResponse(request);
  for await (const event of events) writer.take(event);
  return writer.response();
}

/** Whether whoever serves the model has responses of its own. A route may lead to several, so it never does. */
async function isServed(bag: Gateway, actor: Actor, name: string): Promise<boolean> {
  const { routes } = await bag.catalogs.of(actor.workspaceId);
  // An answer that is looked at comes as events of a chat.
  if (routes.has(name) || (await guardOf(bag.guards, { actor }, undefined))?.watchesAnswer) return false;
  const model = name === 'default' ? await defaultModel(bag, actor.workspaceId) : name;
  const family = familyOf(bag, model);
  return speaksWire(family) && (await family.servesResponses(actor, model));
}

/** Begins with the chat's first event, so that a failure before it still has its status; one after it is said in the stream. */
async function* streamed(
  bag: Gateway,
  events: AsyncIterable<ChatEvent>,
  request: ResponseRequest,
): AsyncGenerator<NamedEvent> {
  const writer = writeResponse(request);
  const named = (made: ResponseEvent[]) => made.map((event) => new NamedEvent(event.type, event));
  let begun = false;
  try {
    for await (const event of events) {
      if (!begun) yield* named(writer.begin());
      begun = true;
      yield* named(writer.take(event));
    }
  } catch (thrown) {
    if (!begun) throw thrown;
    const failure = toFailure(thrown);
    bag.log.warn({ code: failure.code, err: thrown }, 'a response broke off');
    yield* named(writer.fail(failure));
  }
}
