import { z } from 'zod';
import { type Failure, newId } from '../../../kernel/index.ts';
import type { ResponseRequest } from '../../contract-openai.ts';
import type { ChatEvent } from '../../family.ts';
import type { Annotation, CallItem, MessageItem, OutputText, Refusal, ResponseEvent } from './items.ts';
import { type PresentedResponse, presenter, type ResponseState } from './response.ts';

/** Makes a response out of chat events: the whole of it, and the events by which a client follows it. */
export interface ResponseWriter {
  begin(): ResponseEvent[];
  take(event: ChatEvent): ResponseEvent[];
  fail(failure: Failure): ResponseEvent[];
  response(): PresentedResponse;
}

interface OpenMessage<P> {
  item: MessageItem;
  part: P;
  at: number;
}

const Deltas = z.array(
  z.looseObject({
    index: z.number().default(0),
    id: z.string().nullish(),
    function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).optional(),
  }),
);

function isText(message: OpenMessage<OutputText> | OpenMessage<Refusal>): message is OpenMessage<OutputText> {
  return message.part.type === 'output_text';
}

export function writeResponse(request: ResponseRequest): ResponseWriter {
  const state: ResponseState = {
    ...{ status: 'in_progress', output: [], usage: undefined, error: null, reason: undefined, platform: {} },
  };
  const present = presenter(request);
  let sequence = 0;
  const emit = (type: string, fields: Record<string, unknown>): ResponseEvent => ({
    type: `response.${type}`,
    sequence_number: sequence++,
    ...fields,
  });
  const whole = (type: string) => [emit(type, { response: present(state) })];
  let message: OpenMessage<OutputText> | OpenMessage<Refusal> | undefined;
  const calls = new Map<number, { item: CallItem; at: number }>();

  const place = ({ item, at }: OpenMessage<unknown>) => ({
    ...{ item_id: item.id, output_index: at, content_index: 0 },
  });

  const begin = <P extends OutputText | Refusal>(part: P) => {
    const closed = closeMessage('completed');
    const item: MessageItem = {
      ...{ type: 'message', id: newId('msg'), status: 'in_progress', role: 'assistant', content: [] },
    };
    const open: OpenMessage<P> = { item, part, at: state.output.push(item) - 1 };
    const added = emit('output_item.added', { output_index: open.at, item: structuredClone(item) });
    item.content.push(part);
    const events = [
      ...closed,
      added,
      emit('content_part.added', { ...place(open), part: structuredClone(part) }),
    ];
    return { events, open };
  };

  const openText = (): { events: ResponseEvent[]; open: OpenMessage<OutputText> } => {
    if (message && isText(message)) return { events: [], open: message };
    const begun = begin<OutputText>({ type: 'output_text', text: '', annotations: [], logprobs: [] });
    message = begun.open;
    return begun;
  };

  const openRefusal = (): { events: ResponseEvent[]; open: OpenMessage<Refusal> } => {
    if (message && !isText(message)) return { events: [], open: message };
    const begun = begin<Refusal>({ type: 'refusal', refusal: '' });
    message = begun.open;
    return begun;
  };

  const closeMessage = (status: 'completed' | 'incomplete'): ResponseEvent[] => {
    if (!message) return [];
    const open = message;
    message = undefined;
    open.item.status = status;
    const where = place(open);
    return [
      isText(open)
        ? emit('output_text.done', { ...where, text: open.part.text, logprobs: [] })
        : emit('refusal.done', { ...where, refusal: open.part.refusal }),
      emit('content_part.done', { ...where, part: structuredClone(open.part) }),
      emit('output_item.done', { output_index: open.at, item: structuredClone(open.item) }),
    ];
  };

  const closeCalls = (status: 'completed' | 'incomplete'): ResponseEvent[] => {
    const open = [...calls.values()];
    calls.clear();
    return open.flatMap(({ item, at }) => {
      item.status = status;
      const { id, name, arguments: args } = item;
      return [
        emit('function_call_arguments.done', { item_id: id, output_index: at, name, arguments: args }),
        emit('output_item.done', { output_index: at, item: structuredClone(item) }),
      ];
    });
  };

  const called = (delta: z.infer<typeof Deltas>[number]): ResponseEvent[] => {
    const events: ResponseEvent[] = [];
    let call = calls.get(delta.index);
    if (!call) {
      events.push(...closeMessage('completed'));
      const item: CallItem = {
        ...{ type: 'function_call', id: newId('fc'), call_id: delta.id ?? newId('call') },
        ...{ name: delta.function?.name ?? '', arguments: '', status: 'in_progress' },
      };
      call = { item, at: state.output.push(item) - 1 };
      calls.set(delta.index, call);
      events.push(emit('output_item.added', { output_index: call.at, item: structuredClone(item) }));
    }
    const text = delta.function?.arguments;
    if (!text) return events;
    call.item.arguments += text;
    const where = { item_id: call.item.id, output_index: call.at };
    return [...events, emit('function_call_arguments.delta', { ...where, delta: text })];
  };

  const take = (event: ChatEvent): ResponseEvent[] => {
    switch (event.type) {
      case 'text': {
        const { events, open } = openText();
        open.part.text += event.text;
        return [...events, emit('output_text.delta', { ...place(open), delta: event.text, logprobs: [] })];
      }
      case 'refusal': {
        const { events, open } = openRefusal();
        open.part.refusal += event.text;
        return [...events, emit('refusal.delta', { ...place(open), delta: event.text })];
      }
      case 'citations': {
        const { events, open } = openText();
        const added = event.annotations.map((citation) => {
          const annotation: Annotation = { ...citation, index: citation.end_index };
          const annotation_index = open.part.annotations.push(annotation) - 1;
          return emit('output_text.annotation.added', { ...place(open), annotation_index, annotation });
        });
        return [...events, ...added];
      }
      case 'tool_calls':
        return Deltas.parse(event.delta).flatMap(called);
      case 'platform':
        state.platform = event.fields;
        return [];
      case 'done': {
        const cut = event.finish === 'length' || event.finish === 'content_filter';
        if (cut) state.reason = event.finish === 'length' ? 'max_output_tokens' : 'content_filter';
        const status = cut ? 'incomplete' : 'completed';
        const closed = [...closeMessage(status), ...closeCalls(status)];
        state.status = status;
        state.usage = event.usage;
        return [...closed, ...whole(status)];
      }
    }
  };

  return {
    begin: () => [...whole('created'), ...whole('in_progress')],
    take,
    fail(failure) {
      state.status = 'failed';
      state.error = { code: failure.openaiCode, message: failure.message };
      return whole('failed');
    },
    response: () => present(state),
  };
}
