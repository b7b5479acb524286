import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { pathOf, refused, request } from './api.ts';
import { ApiError, toApiError, unreachable } from './api-error.ts';
import type { Result, Sent } from './endpoints.ts';

type Ask = 'POST /api/apps/{slug}/ask';
export type AskEvent = Result<Ask>;

/** Asks an assistant and yields its events as they arrive. Throws an ApiError, also when the stream breaks off. */
export async function* ask(sent: Sent<Ask>, signal: AbortSignal): AsyncGenerator<AskEvent> {
  const response = await request(pathOf('POST /api/apps/{slug}/ask', { params: sent.params }), {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(sent.body),
  });
  const arrived: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => arrived.push(event) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let finished = false;
  while (reader) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw unreachable();
    });
    if (done) break;
    parser.feed(value);
    for (const message of arrived.splice(0)) {
      if (message.event === 'error') throw refused(problemIn(message.data));
      const event = JSON.parse(message.data) as AskEvent;
      finished ||= event.type === 'done';
      yield event;
    }
  }
  if (!finished) throw new ApiError({ code: 'studio.cut_off', status: 0 });
}

function problemIn(data: string): ApiError {
  const body: unknown = JSON.parse(data);
  const status =
    typeof body === 'object' && body !== null && 'status' in body && typeof body.status === 'number'
      ? body.status
      : 500;
  return toApiError(status, body);
}
