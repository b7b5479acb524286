import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from './harness/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({
    ...{ OPENAI_API_KEY: 'sk-one', OPENAI_MODEL: 'm-1' },
    ...{ ANTHROPIC_API_KEY: 'sk-two', ANTHROPIC_MODEL: 'm-2' },
    GGUF_FILE: '/nowhere/tiny.gguf',
  });
});
afterAll(() => server.stop());

it('adds Anthropic beside OpenAI, which is the older one and so stays what `default` means', async () => {
  const { data } = await server.json<{ data: unknown[] }>('GET', '/api/providers');
  expect(data).toMatchObject([
    { slug: 'openai', kind: 'openai', source: 'environment', defaultModel: 'm-1' },
    { slug: 'anthropic', kind: 'anthropic', source: 'environment', defaultModel: 'm-2' },
  ]);
  expect(JSON.stringify(data)).not.toMatch(/sk-one|sk-two/);
});

it('has the GGUF file as a model, and says what it needs', async () => {
  const answer = await server.call('POST', '/v1/chat/completions', {
    body: { model: 'gguf/tiny', messages: [{ role: 'user', content: 'Hello?' }] },
  });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm install --no-save node-llama-cpp');
});
