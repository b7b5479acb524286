import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseAnyway } from './harness/releases.ts';
import { ADMIN_KEY, startServer, type TestServer } from './harness/server.ts';

let server: TestServer;
let client: OpenAI;

beforeAll(async () => {
  server = await startServer();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: ADMIN_KEY, maxRetries: 0 });
});
afterAll(() => server.stop());

const HANDBOOK = `# Returns policy

You may return most goods within 45 days of delivery. Tools with engines may be returned within 30 days.

## Refunds

Refunds are paid within 5 working days of receipt to the original payment method.
`;

describe('the official openai SDK, unchanged', () => {
  it('takes a document to a cited answer, and abstains where nothing answers', async () => {
    const store = await client.vectorStores.create({ name: 'handbook' });
    const file = await client.files.create({
      file: await toFile(Buffer.from(HANDBOOK), 'returns.md'),
      purpose: 'assistants',
    });
    const attached = await client.vectorStores.files.createAndPoll(
      store.id,
      { file_id: file.id },
      { pollIntervalMs: 100 },
    );
    expect(attached.status).toBe('completed');

    const found = await client.vectorStores.search(store.id, { query: 'how long do refunds take' });
    expect(found.data[0]?.filename).toBe('returns.md');
    expect(found.data[0]?.content[0]?.text).toContain('5 working days');

    const definition = {
      kind: 'assistant',
      slug: 'handbook',
      name: 'Handbook',
      model: 'default',
      knowledge: ['handbook'],
    };
    const applied = await server.call('POST', '/api/apply', { body: definition });
    expect(await applied.json()).toMatchObject({ apps: [{ slug: 'handbook', version: 1 }] });

    const unreleased = client.chat.completions.create({
      model: 'app/handbook',
      messages: [{ role: 'user', content: 'How quickly are refunds paid?' }],
    });
    await expect(unreleased).rejects.toMatchObject({
      status: 409,
      code: expect.stringContaining('not_serving'),
    });
    await releaseAnyway(server, 'handbook');

    const answer = await client.chat.completions.create({
      model: 'app/handbook',
      messages: [{ role: 'user', content: 'How quickly are refunds paid?' }],
    });
    const message = answer.choices[0]?.message;
    expect(message?.content).toContain('5 working days');
    expect(message?.annotations).toMatchObject([
      {
        type: 'file_citation',
        file_id: file.id,
        filename: 'returns.md',
        quote: expect.stringContaining('5 working days'),
      },
    ]);
    expect(answer).toMatchObject({
      sevenfold: { abstained: false, reason: null, run_id: expect.stringMatching(/^run_/) },
    });

    const abstained = await client.chat.completions.create({
      model: 'app/handbook@1',
      messages: [{ role: 'user', content: 'What is the capital of Mongolia?' }],
    });
    expect(abstained.choices[0]?.message.annotations).toEqual([]);
    expect(abstained).toMatchObject({ sevenfold: { abstained: true, reason: 'not_supported' } });
  });

  it('has no version of a number that is beyond counting', async () => {
    const messages = [{ role: 'user' as const, content: 'Hello' }];
    await expect(
      client.chat.completions.create({ model: 'app/handbook@99999999999', messages }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('streams the same answer, with usage when asked for', async () => {
    const stream = await client.chat.completions.create({
      model: 'app/handbook',
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: 'Within how many days can tools with engines be returned?' }],
    });
    let text = '';
    let usage = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage?.total_tokens ?? usage;
    }
    expect(text).toContain('30 days');
    expect(usage).toBeGreaterThan(0);
  });

  it('embeds, in floats and in the base64 that the SDK asks for by default', async () => {
    const embedded = await client.embeddings.create({
      model: 'local/minilm',
      input: ['refund', 'money back', 'weather'],
    });
    const [a, b, c] = embedded.data.map((item) => item.embedding);
    const dot = (x: number[] = [], y: number[] = []) => x.reduce((sum, v, i) => sum + v * (y[i] ?? 0), 0);
    expect(a).toHaveLength(384);
    expect(dot(a, b)).toBeGreaterThan(dot(a, c));
    const plain = await client.embeddings.create({
      model: 'local/minilm',
      input: 'refund',
      encoding_format: 'float',
    });
    expect(dot(plain.data[0]?.embedding, a)).toBeCloseTo(1, 3);
  });

  it('answers an unknown model and a wrong key with the errors clients look for', async () => {
    const unknown = client.chat.completions.create({
      model: 'nope',
      messages: [{ role: 'user', content: 'x' }],
    });
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
    const stranger = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'wrong', maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
  });
});
