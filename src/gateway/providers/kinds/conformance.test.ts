import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createParser } from 'eventsource-parser';
import { describe, expect, it } from 'vitest';
import { Failure, type Relay } from '../../../kernel/index.ts';
import type { Meter } from '../../calls/meter.ts';
import type { Tokens } from '../../calls/tokens.ts';
import { PROVIDER_KINDS } from '../../contract.ts';
import { failureOf } from '../../upstream/explain.ts';
import { relayEvents } from '../../wire/relay-events.ts';
import { tokensOf } from '../../wire/tokens.ts';
import { translateStream } from '../translate.ts';
import { framesOf } from './aws-frames.ts';
import type { ChatChunk, ChatCompletion } from './completion.ts';
import type { ProviderKind } from './kind.ts';
import { KINDS } from './kinds.ts';

/** The same cases for every kind of provider: what a client sees must not depend on who answers. */

const TEXT = 'Goods can be returned within 45 days.';
const CALLS = {
  tools: [{ name: 'weather', arguments: { city: 'Oslo' } }],
  parallel: [
    { name: 'weather', arguments: { city: 'Oslo' } },
    { name: 'weather', arguments: { city: 'Bergen' } },
  ],
};
const user = (content: unknown) => ({ role: 'user', content });
const ASK = [user('How long may I return goods?')];
const CITY = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};
const DAYS = {
  type: 'object',
  properties: { days: { type: 'integer' } },
  required: ['days'],
  additionalProperties: false,
};
const tool = {
  type: 'function',
  function: { name: 'weather', description: 'The weather in a city', parameters: CITY, strict: true },
};
const call = (id: string, city: string) => ({
  id,
  type: 'function',
  function: { name: 'weather', arguments: JSON.stringify({ city }) },
});
const image = (url: string) => ({ type: 'image_url', image_url: { url } });
const weather = { messages: [user('Weather?')], tools: [tool] };

const REQUESTS: Record<string, Record<string, unknown>> = {
  plain: {
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'developer', content: 'Answer in English.' },
      ...ASK,
    ],
    max_completion_tokens: 200,
    ...{ temperature: 0.2, top_p: 0.9, stop: ['END'], seed: 7 },
  },
  tools: { ...weather, tool_choice: 'required' },
  'one tool': { ...weather, tool_choice: { type: 'function', function: { name: 'weather' } } },
  'one at a time': { ...weather, parallel_tool_calls: false },
  results: {
    messages: [
      user('Weather?'),
      {
        role: 'assistant',
        content: 'Looking.',
        tool_calls: [call('call_1', 'Oslo'), call('call_2', 'Bergen')],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '{"degrees": 4}' },
      { role: 'tool', tool_call_id: 'call_2', content: 'rain' },
      user('And?'),
    ],
    tools: [tool],
  },
  schema: {
    messages: ASK,
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: DAYS, strict: true } },
  },
  image: {
    messages: [user([{ type: 'text', text: 'What is it?' }, image('data:image/png;base64,iVBORw0KGgo=')])],
  },
  'image by address': { messages: [user([image('https://example.com/cat.png')])] },
  effort: { messages: ASK, reasoning_effort: 'low' },
};

describe.each(PROVIDER_KINDS.map((kind) => KINDS[kind]))('$kind', (kind) => {
  const folder = join(import.meta.dirname, 'fixtures', kind.kind);
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const answers = JSON.parse(text('answers.json'));
  const expected = existsSync(join(folder, 'requests.json')) ? JSON.parse(text('requests.json')) : {};

  it.each(Object.keys(REQUESTS))('asks: %s', (name) => {
    const sent = { model: 'model-1', ...REQUESTS[name] };
    const want = expected[name] ?? (kind.chat.native ? sent : undefined);
    expect(want, 'a kind that translates says what each case becomes').toBeDefined();
    const say = () => kind.chat.request?.(sent) ?? sent;
    if (typeof want.error === 'string') expect(say).toThrow(expect.objectContaining({ code: want.error }));
    else expect(say()).toEqual(want);
  });

  it('answers in words, with what it took', () => {
    const answer = completionOf(kind, answers.plain);
    expect(answer.choices[0]).toMatchObject({ message: { content: TEXT }, finish_reason: 'stop' });
    expect(tokensOf(answer.usage)).toEqual({ prompt: 30, cached: answers.cached, completion: 12 });
  });

  it.each(['tools', 'parallel'] as const)('answers with %s', (name) => {
    const [choice] = completionOf(kind, answers[name]).choices;
    expect(choice?.finish_reason).toBe('tool_calls');
    const calls = choice?.message.tool_calls?.map(({ id, function: { name, arguments: args } }) => ({
      id,
      name,
      arguments: JSON.parse(args),
    }));
    expect(calls).toMatchObject(CALLS[name]);
    expect(new Set(calls?.map(({ id }) => id)).size).toBe(CALLS[name].length);
  });

  it('tells a refusal, where it documents one', () => {
    if (!answers.refusal) return;
    expect(completionOf(kind, answers.refusal).choices).toMatchObject([
      { message: { content: null, refusal: expect.any(String) }, finish_reason: 'content_filter' },
    ]);
  });

  it.each([1, 7, 100_000])('streams words in pieces of %i bytes, with what it took', (size) => {
    const { chunks, tokens, last } = play(kind, text('plain.sse'), size);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe(TEXT);
    expect(chunks.flatMap(({ choices }) => choices[0]?.finish_reason ?? [])).toEqual(['stop']);
    expect(last).toBe('[DONE]');
    expect(tokens).toEqual({ prompt: 30, cached: answers.cached, completion: 12 });
  });

  it.each(['tools', 'parallel'] as const)('streams %s under indices of their own', (name) => {
    const { chunks } = play(kind, text(`${name}.sse`), 11);
    const calls: { name: string; text: string }[] = [];
    for (const delta of chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])) {
      calls[delta.index] ??= { name: '', text: '' };
      const at = calls[delta.index];
      if (at)
        Object.assign(at, {
          name: at.name + (delta.function.name ?? ''),
          text: at.text + delta.function.arguments,
        });
    }
    expect(calls.map((one) => ({ name: one.name, arguments: JSON.parse(one.text) }))).toEqual(CALLS[name]);
    expect(chunks.flatMap(({ choices }) => choices[0]?.finish_reason ?? [])).toEqual(['tool_calls']);
  });

  it('does not end well when the stream is cut', () => {
    const whole = text('plain.sse');
    const { last, failure } = play(
      kind,
      whole.slice(0, whole.lastIndexOf('45 days.')).replace(/[^\n]*$/, ''),
      64,
    );
    expect(JSON.parse(last).error.code).toBe('gateway.upstream_cut');
    expect(failure).toMatchObject({ code: 'gateway.upstream_cut' });
  });

  it.each([
    ['401', 'gateway.rejected_key'],
    ['429', 'gateway.upstream_busy'],
    ['500', 'gateway.upstream_failed'],
  ])('tells an error that means %s as %s', (meaning, code) => {
    const { status, body } = JSON.parse(text('errors.json'))[meaning];
    const real = kind.status?.(status, JSON.stringify(body)) ?? status;
    expect(failureOf({ provider: 'p', status: real, detail: '' }).code).toBe(code);
  });

  it('lists its models, where it has a list', () => {
    if (answers.models) expect(kind.models?.read(answers.models)).toEqual(['model-1']);
    else expect(kind.models).toBeUndefined();
  });
});

const TRANSLATED = PROVIDER_KINDS.map((kind) => KINDS[kind]).filter(({ chat }) => !chat.native);

describe.each(TRANSLATED)('$kind, which is translated', (kind) => {
  it.each([
    ['n', 2],
    ['logprobs', true],
    ['logit_bias', { 5: 1 }],
    ['audio', { voice: 'x' }],
    ['modalities', ['text', 'audio']],
  ])('refuses %s, which it cannot say', (parameter, value) => {
    const say = () => kind.chat.request?.({ model: 'm', messages: ASK, [parameter]: value });
    expect(say).toThrow(expect.objectContaining({ openaiCode: 'unsupported_parameter' }));
  });

  it.each([{}, { content: 5 }, [], 'no', null, { output: {}, candidates: [{ content: { parts: 1 } }] }])(
    'takes %j for no answer, without a defect',
    (answer) => {
      let thrown: unknown;
      try {
        if (!kind.chat.native) kind.chat.response(answer, 'm');
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeDefined();
      expect(thrown).not.toBeInstanceOf(TypeError);
    },
  );
});

function completionOf({ chat }: ProviderKind, answer: unknown): ChatCompletion {
  return chat.native ? (answer as ChatCompletion) : chat.response(answer, 'model-1');
}

/** A stream as it would reach a client, and what was counted. */
function play({ chat }: ProviderKind, stream: string, size: number) {
  let tokens: Tokens | undefined;
  let failure: Error | undefined;
  const meter: Meter = {
    ...{ first() {}, answeredBy() {}, heard() {} },
    used(used) {
      tokens = used;
    },
    end(error) {
      failure = error;
    },
  };
  const inner = relayEvents({
    provider: 'p',
    meter,
    hasLeft: () => false,
    failureIn: () => undefined,
    wantsUsage: false,
  });
  const relay: Relay = chat.native
    ? inner
    : translateStream(inner, { chat, provider: 'p', model: 'model-1' });
  const framed = !chat.native && chat.framing === 'aws-event-stream';
  const bytes = framed ? framesOf(stream) : Buffer.from(stream);
  const out: Buffer[] = [];
  try {
    for (let at = 0; at < bytes.length; at += size) out.push(relay.piece(bytes.subarray(at, at + size)));
    out.push(relay.end());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    out.push(relay.end(error));
  }
  const said: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => void said.push(data) });
  parser.feed(Buffer.concat(out).toString('utf8'));
  const chunks = said.filter((data) => data !== '[DONE]').map((data): ChatChunk => JSON.parse(data));
  return { chunks: chunks.filter(({ choices }) => choices), tokens, failure, last: said.at(-1) ?? '' };
}
