import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOutward, type Resolve } from '../../src/kernel/net/outward-fetch.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

/**
 * Keeps us from fetching what a stranger points us at (Open WebUI CVE-2026-45401: redirects, CVE-2026-45400: another
 * parser; LibreChat CVE-2026-31943: `::ffff:a9fe:a9fe`), and a provider's key from going to somebody else's host
 * (LiteLLM CVE-2024-6587). The only addresses that users name are those of model providers.
 */
let server: TestServer;
/** Listed with its port: may be a provider. */
let upstream: Upstream;
/** Listed too, and not ours. */
let thief: Upstream;
/** Beside them on this machine, for nobody outside. */
let inside: Upstream;
let port: string;
beforeAll(async () => {
  [upstream, thief, inside] = await Promise.all([startUpstream(), startUpstream(), startUpstream()]);
  ({ port } = new URL(upstream.url));
  const listed = [new URL(upstream.url).host, new URL(thief.url).host, '10.1.1.1', ...NEVER];
  server = await startServer({ PROVIDER_HOSTS: listed.join(',') });
});
afterAll(async () => {
  await server.stop();
  await Promise.all([upstream.close(), thief.close(), inside.close()]);
});

/** Hosts as somebody would write them who wants to be let through. */
const INSIDE = [
  ...['127.0.0.1', '127.0.0.2', '127.1', '127.0.1', '0177.0.0.1', '0x7f.0.0.1', '0x7f000001', '2130706433'],
  ...['017700000001', '127.0.0.1.', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1', 'localhost', 'LOCALHOST'],
  ...['localhost.', 'x.localhost', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...['[0:0:0:0:0:ffff:7f00:0001]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001::1]'],
  ...['10.0.0.5', '10.255.255.255', '012.0.0.5', '167772165', '172.16.0.1', '172.31.255.254', '192.168.1.1'],
  ...['3232235777', '0xc0a80101', '100.64.0.1', '198.18.0.1', '[fc00::1]', '[fd12:3456::1]', '[fec0::1]'],
];
/** What answers with credentials in a cloud, or is no single host. */
const NEVER = [
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.170.2', '169.254.43518'],
  ...['[::ffff:a9fe:a9fe]', '[::ffff:169.254.169.254]', '[64:ff9b::a9fe:a9fe]', '[2002:a9fe:a9fe::1]'],
  ...['[fd00:ec2::254]', '[fe80::1]', '100.100.100.200', '0.0.0.0', '0', '[::]', '224.0.0.1', '[ff02::1]'],
  ...['255.255.255.255', '240.0.0.1', '192.0.0.192'],
];

let n = 0;
const add = (slug: string, baseUrl: string, apiKey = 'sk-1234567890') =>
  server.call('POST', '/api/providers', { body: { slug, baseUrl, apiKey } });
/** Tries the server inside under this name. */
const tryInside = (host: string) => {
  n += 1;
  return add(`p-${n}`, `http://${host}:${new URL(inside.url).port}/v1`);
};

describe('the base URL of a provider', () => {
  it('cannot lead to this machine or its network, however the address is written', async () => {
    expect(INSIDE.length + NEVER.length).toBeGreaterThanOrEqual(60);
    for (const host of [...INSIDE, ...NEVER]) {
      const answer = await tryInside(host);
      const { code } = (await answer.json()) as { code: string };
      expect([host, answer.status, code]).toEqual([host, 400, 'gateway.forbidden_address']);
    }
    expect(inside.requests).toEqual([]);
  });

  it('is http or https, without a name and password in it', async () => {
    const urls = [
      ...['file:///etc/passwd', 'gopher://example.com/', 'ftp://example.com/v1', 'data:,x', 'javascript:1'],
      ...['http://user:pass@example.com/v1', 'http://example.com@127.0.0.1/v1', '//example.com', 'http://'],
    ];
    for (const baseUrl of urls) {
      expect([baseUrl, (await add('x', baseUrl)).status]).toEqual([baseUrl, 400]);
    }
  });

  it('cannot be moved inside later', async () => {
    const { id } = (await (await add('moved', 'https://models.example.com/v1')).json()) as { id: string };
    const answer = await server.call('PATCH', `/api/providers/${id}`, {
      body: { baseUrl: inside.url, apiKey: 'sk-1234567890' },
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'gateway.forbidden_address' }]);
  });

  it('may lead inside where PROVIDER_HOSTS lists the host, but never to link-local addresses', async () => {
    const { id } = (await (await add('listed', upstream.url)).json()) as { id: string };
    expect(await server.json('POST', `/api/providers/${id}/test`)).toEqual({ models: ['scripted-1'] });
    expect((await tryInside('10.1.1.1')).status).toBe(201);
    for (const host of ['10.1.1.2', ...NEVER])
      expect([host, (await tryInside(host)).status]).toEqual([host, 400]);
  });
});

describe('the connection to a host', () => {
  /** Says `answers` in turn, whatever the name. */
  const scripted = (...answers: string[][]) => {
    let n = 0;
    const resolve: Resolve = (_hostname, _options, callback) => {
      const addresses = answers[Math.min(n, answers.length - 1)] ?? [];
      n += 1;
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    return { resolve, asked: () => n };
  };
  const url = () => `http://models.example.com:${port}/v1/models`;
  const reach = async (outward: ReturnType<typeof openOutward>) => {
    try {
      return (await outward.fetch(url(), {})).status;
    } catch (error) {
      return error instanceof Error && error.cause instanceof Error ? error.cause.name : error;
    } finally {
      await outward.close();
    }
  };

  it('is refused when the name resolves to an address inside, in every family and in any place', async () => {
    for (const address of [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '10.0.0.1',
      '169.254.169.254',
      '0.0.0.0',
    ]) {
      for (const answer of [[address], ['93.184.216.34', address], [address, '93.184.216.34']]) {
        const { resolve } = scripted(answer);
        expect([answer, await reach(openOutward([], resolve))]).toEqual([answer, 'ForbiddenAddress']);
      }
    }
  });

  it('goes to the address that was checked: a name is looked up once, a second answer changes nothing', async () => {
    const before = upstream.requests.length;
    const { resolve, asked } = scripted(['127.0.0.1'], ['169.254.169.254']);
    expect(await reach(openOutward(['models.example.com'], resolve))).toBe(200);
    expect([asked(), upstream.requests.length - before]).toEqual([1, 1]);
  });

  it('is checked anew each time: a name that turned is refused', async () => {
    const { resolve } = scripted(['127.0.0.1'], ['169.254.169.254']);
    const outward = openOutward(['models.example.com'], resolve);
    expect((await outward.fetch(url(), { headers: { connection: 'close' } }).then(drained)).status).toBe(200);
    expect(await reach(outward)).toBe('ForbiddenAddress');
  });

  it('is not redirected', async () => {
    upstream.reply = () => ({
      status: 307,
      body: {},
      headers: { location: `http://127.0.0.1:${port}/stolen` },
    });
    const { resolve } = scripted(['127.0.0.1']);
    expect(await reach(openOutward(['models.example.com'], resolve))).toBe(307);
    expect(upstream.requests.some(({ path }) => path.includes('stolen'))).toBe(false);
  });
});

async function drained<T extends { text(): Promise<string> }>(answer: T): Promise<T> {
  await answer.text();
  return answer;
}

describe('the key of a provider', () => {
  it('goes to its own host only: no field, header or query of a request chooses another', async () => {
    upstream.say('Mine.');
    await add('scripted', upstream.url, 'sk-bound-0001');
    const aims = {
      ...{ api_base: thief.url, base_url: thief.url, baseUrl: thief.url, baseURL: thief.url },
      ...{ api_key: 'x', provider: thief.url, url: thief.url, extra_headers: { host: 'evil' } },
    };
    const messages = [{ role: 'user', content: 'Who are you?' }];
    const body = { model: 'scripted/scripted-1', messages, ...aims };
    const headers = { 'x-api-base': thief.url, 'x-base-url': thief.url, 'x-forwarded-host': 'evil.example' };
    const query = `?api_base=${encodeURIComponent(thief.url)}&base_url=${encodeURIComponent(thief.url)}`;
    const answer = await server.call('POST', `/v1/chat/completions${query}`, { body, headers });
    expect(answer.status).toBe(200);
    expect(upstream.requests.at(-1)?.headers).toMatchObject({ authorization: 'Bearer sk-bound-0001' });
    for (const model of [`${thief.url}/x`, `scripted/../${thief.url}`, `//${new URL(thief.url).host}/x`])
      await server.call('POST', '/v1/chat/completions', { body: { ...body, model } });
    expect(thief.requests).toEqual([]);
  });

  it('is not sent to another host that the provider is moved to', async () => {
    const { id } = (await (await add('moving', upstream.url, 'sk-bound-0002')).json()) as { id: string };
    const move = async (apiKey?: string) =>
      (await server.call('PATCH', `/api/providers/${id}`, { body: { baseUrl: thief.url, apiKey } })).status;
    expect([await move(), await move(''), await move('sk-bound-0003')]).toEqual([400, 400, 200]);
    await server.call('POST', `/api/providers/${id}/test`);
    expect(thief.requests.length).toBeGreaterThan(0);
    for (const { headers } of thief.requests) expect(headers.authorization).toBe('Bearer sk-bound-0003');
  });
});
