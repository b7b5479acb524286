import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSdkUpstream } from '../harness/sdk-upstream.ts';
import { startServer, type TestServer } from '../harness/server.ts';

/** The commands of docs/gateway.md, run in the order in which they stand there. */
const PAGE = readFileSync(fileURLToPath(new URL('../../docs/gateway.md', import.meta.url)), 'utf8');

interface Command {
  method: string;
  path: string;
  body: Record<string, unknown> | undefined;
}

const COMMANDS = [...PAGE.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text = '']): Command => {
  const path = /localhost:7117(\S+)/.exec(text)?.[1] ?? '';
  const json = /-d '([\s\S]*)'/.exec(text)?.[1];
  const method = /-X (\w+)/.exec(text)?.[1] ?? (json === undefined ? 'GET' : 'POST');
  return { method, path, body: json === undefined ? undefined : JSON.parse(json) };
});

let server: TestServer;
let upstream: Awaited<ReturnType<typeof startSdkUpstream>>;

beforeAll(async () => {
  upstream = await startSdkUpstream();
  server = await startServer();
});
afterAll(async () => {
  await server?.stop();
  await upstream?.close();
});

describe('the page on the gateway', () => {
  it.each(COMMANDS)('$method $path does what it says', async ({ method, path, body }) => {
    // A test reaches no provider on the Internet.
    const sent = body && 'baseUrl' in body ? { ...body, baseUrl: upstream.url } : body;
    const answer = await server.call(method, path, { body: sent });
    expect([answer.status < 300, await answer.text()]).toEqual([true, expect.any(String)]);
  });

  it('has made a route that answers, and keeps what it answered', async () => {
    const body = { model: 'careful', messages: [{ role: 'user', content: 'Hello' }] };
    const ask = async () => server.json<{ sevenfold?: object }>('POST', '/v1/chat/completions', { body });
    expect(await ask()).not.toHaveProperty('sevenfold');
    await expect.poll(ask).toMatchObject({ sevenfold: { cache: 'exact' } });
  });
});
