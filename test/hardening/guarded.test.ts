import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseAnyway } from '../harness/releases.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

/**
 * Keeps what guardrails stop from leaking through what they say about it (LiteLLM CVE-2024-9606, Langflow
 * CVE-2026-6597: keys in errors and logs). A canary key goes through every way of asking.
 */
let server: TestServer;
let upstream: Upstream;
const CANARY = 'AKIAQ7CANARY5XYZ42PL';
const QUESTION = `Does the key ${CANARY} still work?`;

beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'up', baseUrl: upstream.url } });
  const definitions = [
    {
      ...{ kind: 'guardrails', slug: 'default', name: 'Everywhere' },
      rules: [{ check: 'secrets', where: ['input', 'tool', 'output'], action: 'block' }],
    },
    { kind: 'assistant', slug: 'free', name: 'Free', model: 'up/scripted-1', citations: 'off' },
  ];
  await server.json('POST', '/api/apply', { body: { definitions } });
  await releaseAnyway(server, 'free');
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

const messages = (content: string) => [{ role: 'user', content }];
const WAYS: [string, string, object][] = [
  ['/v1/chat/completions', 'up/scripted-1', { messages: messages(QUESTION) }],
  ['/v1/chat/completions', 'app/free', { messages: messages(QUESTION) }],
  ['/v1/responses', 'up/scripted-1', { input: QUESTION }],
  ['/v1/responses', 'app/free', { input: QUESTION }],
  ['/v1/embeddings', 'up/embed', { input: QUESTION }],
];

/** Everything that tells of calls and runs without being the run itself. */
async function told(): Promise<string> {
  const paths = ['/api/model-calls', '/api/usage', '/api/audit', '/api/audit/export', '/api/home'];
  const texts = await Promise.all(paths.map(async (path) => (await server.call('GET', path)).text()));
  const { data } = await server.json<{ data: { id: string }[] }>('GET', '/api/runs');
  const runs = await Promise.all(
    data.map(({ id }) => server.json<{ spans: object[]; findings: object }>('GET', `/api/runs/${id}`)),
  );
  const spans = runs.map((run) => [
    run.findings,
    ...run.spans.filter((span) => JSON.stringify(span).includes('guardrails')),
  ]);
  return texts.join('\n') + JSON.stringify(spans);
}

describe('a key in a question', () => {
  it('is stopped, and is in no answer, audit entry, count or span of what stopped it', async () => {
    const before = upstream.requests.length;
    for (const stream of [false, true])
      for (const [path, model, body] of WAYS) {
        const answer = await server.call('POST', path, { body: { model, stream, ...body } });
        const text = await answer.text();
        expect([path, model, answer.status]).toEqual([path, model, 400]);
        expect(text).toContain('content_policy_violation');
        expect(text).not.toContain(CANARY);
      }
    const studio = await server.call('POST', '/api/apps/free/ask', {
      body: { messages: messages(QUESTION) },
    });
    expect(await studio.text()).not.toContain(CANARY);
    expect(
      upstream.requests
        .slice(before)
        .map(({ raw }) => raw)
        .join(),
    ).not.toContain(CANARY);
    expect(await told()).not.toContain(CANARY);
  });

  it('in the result of a tool, or in what a tool is called with, is stopped like any other', async () => {
    const call = { id: 'c1', type: 'function', function: { name: 'find', arguments: '{}' } };
    const answer = await server.call('POST', '/v1/chat/completions', {
      body: {
        model: 'up/scripted-1',
        messages: [
          ...messages('Find it.'),
          { role: 'assistant', content: null, tool_calls: [call] },
          { role: 'tool', tool_call_id: 'c1', content: `key: ${CANARY}` },
        ],
      },
    });
    expect([answer.status, (await answer.text()).includes(CANARY)]).toEqual([400, false]);
    upstream.reply = () => ({ tool: { name: 'send', arguments: JSON.stringify({ body: CANARY }) } });
    for (const stream of [false, true]) {
      const called = await server.call('POST', '/v1/chat/completions', {
        body: { model: 'up/scripted-1', stream, messages: messages('Send the report.') },
      });
      const text = await called.text();
      expect(text).not.toContain(CANARY);
      expect(text).toContain('content_filter');
    }
  });
});

describe('an answer with a key', () => {
  it('ends before it on every transport', async () => {
    upstream.say(['It is set up. ', 'Use AKIAQ7CAN', 'ARY5XYZ42PL for it. ', 'Bye.']);
    const ways: [string, string, object][] = [
      ['/v1/chat/completions', 'up/scripted-1', { messages: messages('How do I sign in?') }],
      ['/v1/chat/completions', 'app/free', { messages: messages('How do I sign in?') }],
      ['/v1/responses', 'up/scripted-1', { input: 'How do I sign in?' }],
      ['/v1/responses', 'app/free', { input: 'How do I sign in?' }],
    ];
    for (const stream of [false, true])
      for (const [path, model, body] of ways) {
        const text = await (await server.call('POST', path, { body: { model, stream, ...body } })).text();
        expect(text, `${path} ${model}`).toContain('It is set up.');
        expect(text).not.toContain('AKIAQ7CAN');
        expect(text).toContain('content_filter');
      }
    expect(await told()).not.toContain(CANARY);
  });
});
