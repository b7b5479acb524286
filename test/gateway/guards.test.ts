import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

let server: TestServer;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
  const definition = {
    name: 'House rules',
    rules: [
      { check: 'pii', where: ['input', 'output'], action: 'redact', types: ['CREDIT_CARD'] },
      { check: 'words', where: ['input', 'output'], action: 'block', words: ['Globex'] },
      { check: 'words', where: ['input', 'output'], action: 'review', words: ['Initech'] },
      { check: 'secrets', where: ['output'], action: 'redact' },
    ],
  };
  await server.json('POST', '/api/guardrails/policies', { body: { slug: 'default', definition } });
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

const ask = (content: string, stream = false) =>
  server.call('POST', '/v1/chat/completions', {
    body: { model: 'up/scripted-1', messages: [{ role: 'user', content }], stream },
  });

describe('a policy that applies to every call', () => {
  it('hides a card from the model, and gives it back to the caller alone', async () => {
    upstream.say('I have noted [CREDIT_CARD_1].');
    for (const stream of [false, true]) {
      const answer = await ask('My card is 4111 1111 1111 1111.', stream);
      expect(upstream.lastPrompt()).toContain('[CREDIT_CARD_1]');
      expect(upstream.lastPrompt()).not.toContain('4111');
      const text = await answer.text();
      const said = stream
        ? [...text.matchAll(/"content":"([^"]*)"/g)].map(([, piece]) => piece).join('')
        : JSON.parse(text).choices[0].message.content;
      expect(said).toBe('I have noted 4111 1111 1111 1111.');
    }
  });

  it('hides a card that a model comes up with', async () => {
    upstream.say(['Try 4111 11', '11 1111 1111, ', 'it works. ', 'Bye.']);
    const text = await (await ask('Give me a card', true)).text();
    expect(text).not.toContain('1111');
    expect(text).toContain('[CREDIT_CARD]');
  });

  it('stops what may not go out before it is sent, and what may not come back where it stands', async () => {
    const before = upstream.requests.length;
    const refused = await ask('Is Globex better?');
    expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
      400,
      'content_policy_violation',
    ]);
    expect(upstream.requests.length).toBe(before);
    upstream.say('We are good. Globex is better.');
    const answer = (await (await ask('Who is good?')).json()) as {
      choices: { message: { content: string }; finish_reason: string }[];
    };
    expect(answer.choices[0]).toMatchObject({
      message: { content: 'We are good.' },
      finish_reason: 'content_filter',
    });
  });

  it('lets calls of tools through, whole and in pieces', async () => {
    upstream.reply = () => ({ tool: { name: 'find_order', arguments: '{"number": 7}' } });
    const answer = (await (await ask('Where is my order?')).json()) as {
      choices: { message: { tool_calls: unknown } }[];
    };
    expect(answer.choices[0]?.message.tool_calls).toMatchObject([
      { type: 'function', function: { name: 'find_order', arguments: '{"number": 7}' } },
    ]);
    expect(await (await ask('Where is my order?', true)).text()).toContain('find_order');
  });

  it('refuses what an answer that is looked at would come without', async () => {
    const before = upstream.requests.length;
    const user = [{ role: 'user', content: 'Hello' }];
    const lost = [
      { logprobs: true, top_logprobs: 2 },
      { functions: [{ name: 'f', parameters: {} }] },
      { tools: [{ type: 'custom', custom: { name: 'c' } }] },
      { modalities: ['text', 'audio'], audio: { voice: 'a', format: 'wav' } },
      { n: 2 },
    ];
    for (const more of lost)
      for (const stream of [false, true]) {
        const body = { model: 'up/scripted-1', messages: user, stream, ...more };
        const answer = await server.call('POST', '/v1/chat/completions', { body });
        const { error } = (await answer.json()) as { error: { code: string } };
        expect([answer.status, error.code]).toEqual([400, 'unsupported_parameter']);
      }
    expect(upstream.requests.length).toBe(before);
    upstream.say('Hello.');
    const plain = {
      logprobs: false,
      functions: [],
      tools: [{ type: 'function', function: { name: 'f' } }],
      n: 1,
    };
    const body = { model: 'up/scripted-1', messages: user, ...plain };
    expect((await server.call('POST', '/v1/chat/completions', { body })).status).toBe(200);
  });

  it('hides in what a tool is called with, and leaves it the JSON that it was', async () => {
    const key = `AKIA${'ABCD1234EFGH5678'}`;
    const sent = async (args: string, content = 'Send it') => {
      upstream.reply = () => ({ tool: { name: 'send', arguments: args } });
      const whole = (await (await ask(content)).json()) as {
        choices: {
          message: { tool_calls?: { function: { arguments: string } }[] };
          finish_reason: string;
        }[];
      };
      const streamed = await (await ask(content, true)).text();
      const [choice] = whole.choices;
      const got = choice?.message.tool_calls?.[0]?.function.arguments;
      if (got === undefined) {
        expect(streamed).not.toContain('tool_calls');
        return choice?.finish_reason;
      }
      expect(streamed).toContain(JSON.stringify(got));
      return JSON.parse(got);
    };
    expect(await sent(JSON.stringify({ key, to: ['a', 7] }))).toEqual({
      key: '[AWS_ACCESS_KEY]',
      to: ['a', 7],
    });
    // Escapes hide a value from whoever reads JSON as text, and a number is no string.
    expect(await sent(`{"key": "\\u0041${key.slice(1)}", "card": 4111111111111111}`)).toEqual({
      key: '[AWS_ACCESS_KEY]',
      card: '[CREDIT_CARD]',
    });
    expect(await sent('{"password": "hunter2!x"}')).toEqual({ password: '[PASSWORD]' });
    expect(await sent('{"note": "a \\"quoted\\" Globex"}')).toBe('content_filter');
    const card = '4111 1111 1111 1111';
    expect(await sent('{"card": "[CREDIT_CARD_1]"}', `Pay with ${card}`)).toEqual({ card });
  });

  it('puts a call that a person is to look at into the audit log, without its text', async () => {
    const recorded = async () => {
      const { data } = await server.json<{ data: { action: string; target: string; details: object }[] }>(
        'GET',
        '/api/audit?limit=50',
      );
      return data.filter(({ action }) => action === 'call.review');
    };
    upstream.say('Nothing to see. ');
    await (await ask('Hello')).text();
    expect(await recorded()).toEqual([]);
    upstream.say('Ask Initech, they know. ');
    for (const stream of [false, true]) await (await ask('Who knows?', stream)).text();
    await (await ask('Is Initech nice, and what does it do?')).text();
    const words = (where: string) => ({ policy: 'House rules', checks: ['words'], where: [where] });
    const entries = await recorded();
    expect(entries.map(({ details }) => details).reverse()).toMatchObject([
      ...[words('output'), words('output')],
      ...[words('input'), words('output')],
    ]);
    expect(entries[0]?.target).toBe('up/scripted-1');
    expect(JSON.stringify(entries)).not.toContain('Initech');
  });

  it('counts what it found, and keeps none of it', async () => {
    const calls = await (await server.call('GET', '/api/model-calls?limit=200')).text();
    for (const hidden of ['4111', 'AKIA', 'hunter2']) expect(calls).not.toContain(hidden);
    const { total } = await server.json<{ total: { failed: number } }>('GET', '/api/usage');
    expect(total.failed).toBe(1 + 10);
  });
});

describe('a route that names a policy', () => {
  it('is refused when nobody wrote that policy', async () => {
    const body = { slug: 'careful', guardrails: 'missing', rules: [{ use: [{ model: 'up/scripted-1' }] }] };
    expect((await server.call('POST', '/api/routes', { body })).status).toBe(201);
    const answer = await server.call('POST', '/v1/chat/completions', {
      body: { model: 'careful', messages: [{ role: 'user', content: 'Hello' }] },
    });
    expect(answer.status).toBe(503);
  });
});
