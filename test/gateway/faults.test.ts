import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, type FaultyUpstream, startFaultyUpstream } from '../harness/faulty-upstream.ts';
import { startServer, type TestServer } from '../harness/server.ts';

let server: TestServer;
let upstream: FaultyUpstream;
/** Short, so that what hangs is given up within the test's patience. */
const timeouts = { firstByteSeconds: 0.5, idleSeconds: 0.5, totalSeconds: 1.5 };
const messages = [{ role: 'user', content: 'How are things?' }];

beforeAll(async () => {
  upstream = await startFaultyUpstream();
  server = await startServer();
  await server.json('POST', '/api/providers', { body: { slug: 'bad', baseUrl: upstream.url } });
  const native = { slug: 'native', baseUrl: upstream.url, settings: { responses: 'native' } };
  await server.json('POST', '/api/providers', { body: native });
  for (const fault of FAULTS) {
    const alone = {
      slug: `alone-${fault}`,
      rules: [{ use: [{ model: `bad/${fault}` }] }],
      retries: 0,
      timeouts,
    };
    const backed = {
      ...alone,
      slug: `backed-${fault}`,
      rules: [{ use: [{ model: `bad/${fault}` }], fallback: ['bad/fine'] }],
    };
    for (const body of [alone, backed])
      expect((await server.call('POST', '/api/routes', { body })).status).toBe(201);
  }
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

const ask = (model: string, stream: boolean) =>
  server.call('POST', '/v1/chat/completions', { body: { model, messages, stream } });

/** What a stream said, and how it ended. */
async function read(answer: Response): Promise<{ text: string; done: boolean; error: string | undefined }> {
  const frames = (await answer.text())
    .split('\n\n')
    .map((frame) => frame.trim())
    .filter(Boolean);
  let text = '';
  let error: string | undefined;
  for (const frame of frames) {
    const data =
      frame
        .split('\n')
        .find((line) => line.startsWith('data:'))
        ?.slice(5)
        .trim() ?? '';
    if (data === '' || data === '[DONE]') continue;
    const chunk = JSON.parse(data);
    error ??= chunk.error?.code;
    text += chunk.choices?.[0]?.delta?.content ?? '';
  }
  return { text, done: frames.at(-1) === 'data: [DONE]', error };
}

/** Under a good status they say nothing before they fail: such a stream has not begun. */
const SILENT: string[] = ['errs-first', 'pings-and-errs', 'pings-and-cuts', 'drips', 'cuts-first'];

describe.each(FAULTS)('an upstream that %s', (fault) => {
  it('is told as a well-formed error, in time', async () => {
    const began = performance.now();
    const answer = await ask(`alone-${fault}`, false);
    const { error } = (await answer.json()) as { error: { code: string; message: string; type: string } };
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(error.code).toMatch(/^gateway\./);
    expect(error.message).not.toMatch(/undefined|\[object|at .*\.ts/);
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it('never passes half a stream for a whole', async () => {
    const answer = await ask(`alone-${fault}`, true);
    if (SILENT.includes(fault)) expect(answer.status).toBeGreaterThanOrEqual(400);
    if (answer.status !== 200) {
      expect(((await answer.json()) as { error: { code: string } }).error.code).toMatch(/^gateway\./);
      return;
    }
    const { done, error } = await read(answer);
    expect({ done, error }).toEqual({ done: false, error: expect.stringMatching(/^gateway\./) });
  });

  it('is answered by the model to fall back to, unless the answer had begun', async () => {
    const whole = await ask(`backed-${fault}`, false);
    expect(await whole.json()).toMatchObject({ choices: [{ message: { content: 'All is well.' } }] });
    const answer = await ask(`backed-${fault}`, true);
    expect(answer.status).toBe(200);
    const { text, done, error } = await read(answer);
    if (SILENT.includes(fault)) expect(text).toBe('All is well.');
    // Streams are never spliced: what has begun with one model ends with it.
    if (text === 'All is well.') expect({ done, error }).toEqual({ done: true, error: undefined });
    else expect({ done, error: error?.slice(0, 8) }).toEqual({ done: false, error: 'gateway.' });
  });
});

/** A response that is passed on has no route, and so no times of its own: those that hang would hang for a minute. */
const PROMPT = FAULTS.filter((fault) => !['hangs', 'hangs-after-head', 'trickles', 'drips'].includes(fault));

describe.each(PROMPT)('an upstream of responses that %s', (fault) => {
  it('is told as a well-formed error, and never passes half a stream for a whole', async () => {
    const body = { model: `native/${fault}`, input: 'How are things?', stream: true };
    const answer = await server.call('POST', '/v1/responses', { body });
    if (answer.status !== 200) {
      expect(((await answer.json()) as { error: { code: string } }).error.code).toMatch(/^gateway\./);
      return;
    }
    const frames = (await answer.text()).split('\n\n').filter((frame) => frame.trim() !== '');
    const told = frames.map((frame) => JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? ''));
    expect(told.at(-1)?.error?.code).toMatch(/^gateway\./);
    expect(frames.some((frame) => frame.includes('response.completed'))).toBe(false);
  });
});

describe('afterwards', () => {
  it('no request to an upstream is left open, and each call is written down once', async () => {
    await expect.poll(() => upstream.open(), { timeout: 5_000 }).toBe(0);
    const { data } = await server.json<{ data: { status: number; code: string | null }[] }>(
      'GET',
      '/api/model-calls?limit=200',
    );
    expect(data.length).toBe(FAULTS.length * 4 + PROMPT.length);
    expect(data.filter(({ code }) => code === null).every(({ status }) => status === 200)).toBe(true);
  });

  it('an error in the middle of a stream is a failure of the call, whatever comes after it', async () => {
    const { text, done, error } = await read(await ask('bad/errs-later', true));
    expect({ done, error }).toEqual({ done: false, error: 'gateway.upstream_failed' });
    expect('Half an ').toContain(text);
    const rows = async () =>
      (await server.json<{ data: { code: string }[] }>('GET', '/api/model-calls?model=bad/errs-later')).data;
    await expect.poll(rows).toMatchObject([{ code: 'gateway.upstream_failed' }]);
  });

  it('a place that failed often rests, and says for how long', async () => {
    for (let n = 0; n < 6; n += 1) await (await ask('alone-fails', false)).text();
    const before = upstream.asked.get('fails');
    const answer = await ask('alone-fails', false);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(upstream.asked.get('fails')).toBe(before);
  });

  it('the place goes on being asked for other workspaces, whose provider has the same name', async () => {
    const key = (await server.otherWorkspace()).keys.owner;
    const other = await startFaultyUpstream();
    try {
      await server.json('POST', '/api/providers', { key, body: { slug: 'bad', baseUrl: other.url } });
      const body = { model: 'bad/fails', messages };
      expect((await server.call('POST', '/v1/chat/completions', { key, body })).status).toBe(502);
      expect(other.asked.get('fails')).toBe(1);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['unknown', 404, 'model_not_found'],
    ['too-short', 400, 'context_length_exceeded'],
  ])('a refusal that another model may not share falls back (%s)', async (model, status, code) => {
    for (const stream of [false, true]) {
      const alone = await ask(`bad/${model}`, stream);
      expect([alone.status, ((await alone.json()) as { error: { code: string } }).error.code]).toEqual([
        ...[status, code],
      ]);
    }
    const rules = [{ use: [{ model: `bad/${model}` }], fallback: ['bad/fine'] }];
    await server.call('POST', '/api/routes', { body: { slug: `mended-${model}`, rules } });
    const whole = await ask(`mended-${model}`, false);
    expect(await whole.json()).toMatchObject({ choices: [{ message: { content: 'All is well.' } }] });
  });

  it.each([false, true])(
    'an error whose explanation never ends is told by its status (stream: %s)',
    async (stream) => {
      const began = performance.now();
      const answer = await ask('bad/explains-for-ever', stream);
      const { error } = (await answer.json()) as { error: { code: string } };
      expect([answer.status, error.code]).toEqual([502, 'gateway.upstream_failed']);
      expect(performance.now() - began).toBeLessThan(5_000);
    },
  );

  it('a model whose provider is gone falls back, and is missed when there is nobody else', async () => {
    const rules = (fallback: string[]) => [{ use: [{ model: 'gone/fine' }], fallback }];
    for (const [slug, fallback] of [
      ['gone-backed', ['bad/fine']],
      ['gone-alone', []],
    ] as const)
      await server.call('POST', '/api/routes', { body: { slug, rules: rules([...fallback]) } });
    const whole = await ask('gone-backed', false);
    expect(await whole.json()).toMatchObject({ choices: [{ message: { content: 'All is well.' } }] });
    const alone = await ask('gone-alone', false);
    const { error } = (await alone.json()) as { error: { code: string } };
    expect([alone.status, error.code]).toEqual([404, 'model_not_found']);
  });

  it('hints before an answer are not the answer', async () => {
    const whole = await ask('bad/hints', false);
    expect(await whole.json()).toMatchObject({ choices: [{ message: { content: 'All is well.' } }] });
    const { text, done, error } = await read(await ask('bad/hints', true));
    expect({ text, done, error }).toEqual({ text: 'All is well.', done: true, error: undefined });
  });

  it('what an upstream says when it refuses comes whole, in whatever pieces it came', async () => {
    for (const stream of [false, true]) {
      const answer = await ask('bad/refuses-in-pieces', stream);
      const { error } = (await answer.json()) as { error: { message: string } };
      expect([answer.status, error.message]).toEqual([400, expect.stringContaining('余额不足')]);
    }
  });
});
