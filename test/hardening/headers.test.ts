import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/kernel/index.ts';
import { rawRequest } from '../harness/raw.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { INPUTS, send } from './support/inputs.ts';
import { listedRoutes, type RouteInfo } from './support/routes.ts';
import { makeWorld, type World } from './support/world.ts';

/**
 * Keeps a browser from doing what an answer never asked of it: guessing a type, running or framing it, telling others
 * where somebody was, keeping it (Chatwoot CVE-2021-3741: an uploaded SVG that ran). And from files outside of the studio.
 */
let server: TestServer;
let world: World;
let routes: RouteInfo[];
beforeAll(async () => {
  server = await startServer();
  world = await makeWorld(server);
  routes = await listedRoutes(server);
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const ALWAYS: Record<string, string | RegExp> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': /camera=\(\)/,
};

/** Headers of an answer that are not as they should be. */
function missing(answer: Response, wanted: Record<string, string | RegExp>): string[] {
  return Object.entries(wanted).flatMap(([name, want]) => {
    const got = answer.headers.get(name) ?? '';
    const right = typeof want === 'string' ? got === want : want.test(got);
    return right ? [] : [`${name}: ${got}`];
  });
}

describe('every answer of the API', () => {
  const api = {
    ...ALWAYS,
    'cache-control': /no-store/,
    'content-security-policy': /^default-src 'none';.*sandbox/,
  };

  it('cannot be sniffed, framed, run, kept or told about, and says so whether it worked or not', async () => {
    const place = { world, shelf: world.open };
    const wrong: string[] = [];
    for (const { route } of routes) {
      const input = await INPUTS[route]?.(place);
      const answers = [
        await send(place, route, { key: world.keys.owner, input }),
        await send(place, route, { key: '', input }),
        await send(place, route, {
          key: world.keys.owner,
          headers: { origin: 'https://evil.example' },
          input,
        }),
      ];
      for (const answer of answers) {
        await answer.arrayBuffer();
        wrong.push(...missing(answer, api).map((header) => `${route} ${answer.status}: ${header}`));
        // No answer may turn into a page, whatever somebody put into it.
        const type = answer.headers.get('content-type') ?? 'none';
        if (/html|svg|xml(?!.*json)/.test(type)) wrong.push(`${route} ${answer.status}: ${type}`);
        if (answer.headers.has('x-powered-by') || answer.headers.has('server'))
          wrong.push(`${route}: names its parts`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is an attachment without a type that a browser renders, when it is what somebody uploaded', async () => {
    const form = new FormData();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    form.append('purpose', 'assistants');
    form.append('file', new Blob([svg], { type: 'text/html' }), 'picture.html');
    const key = world.keys.owner;
    const { id } = await server.json<{ id: string }>('POST', '/v1/files', { key, body: form });
    const paths = [`/v1/files/${id}/content`, `/api/documents/${world.open.documentId}/original`];
    for (const path of paths) {
      const answer = await server.call('GET', path, { key });
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
      expect(missing(answer, { ...api, 'content-security-policy': "default-src 'none'; sandbox" })).toEqual(
        [],
      );
    }
  });
});

describe('the studio', () => {
  it('runs its own scripts only, loads nothing from outside and is framed by nobody, on every path', async () => {
    for (const path of ['/', '/assistants', '/door', '/knowledge/x?y=%3Cscript%3E', '/index', '/apiary']) {
      const answer = await fetch(`${server.url}${path}`);
      expect(missing(answer, ALWAYS)).toEqual([]);
      const policy = answer.headers.get('content-security-policy') ?? '';
      const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one]));
      expect(directives.get('default-src')).toBe("default-src 'none'");
      expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'");
      // Not built, it is a sentence of text; then the stricter policy of the API holds.
      if (answer.status === 503) continue;
      expect(directives.get('script-src')).toBe("script-src 'self'");
      expect(directives.get('base-uri')).toBe("base-uri 'none'");
      expect(directives.get('img-src')).not.toMatch(/https?:|\*/);
      expect(policy).not.toMatch(/unsafe|\*|http/);
      const page = await answer.text();
      expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    }
  });

  it('hands out no file but its own', async () => {
    const { port } = new URL(server.url);
    const ways = [
      ...[
        '/assets/../../package.json',
        '/assets/..%2f..%2fpackage.json',
        '/assets/%2e%2e/%2e%2e/package.json',
      ],
      ...[
        '/assets/%252e%252e%252fpackage.json',
        '/assets/..\\..\\package.json',
        '/assets/..%5c..%5cpackage.json',
      ],
      ...[
        '/assets//etc/passwd',
        '/assets/%2fetc%2fpasswd',
        '/assets/%00',
        '/assets/index.html%00.js',
        '/assets/.',
      ],
      ...[
        '/package.json',
        '/.git/config',
        '/.env',
        '/../package.json',
        '/src/main.ts',
        '/studio/dist/index.html',
      ],
      ...['/assets/..%c0%af..%c0%afpackage.json', '/assets/....//package.json', '/%2e%2e/package.json'],
    ];
    for (const path of ways) {
      const headers = { host: `localhost:${port}`, authorization: `Bearer ${ADMIN_KEY}` };
      const { status, body } = await rawRequest(server.url, { method: 'GET', path, headers });
      // 400: no address at all.
      expect([path, status === 404 || status === 400]).toEqual([path, true]);
      expect(body).not.toMatch(/"dependencies"|root:|\[core\]/);
    }
  });
});

describe('the public address', () => {
  it('is kept by a browser as https only where it is https', async () => {
    const { config, log } = server.platform.kernel;
    const transport = async (PUBLIC_URL: string | undefined) =>
      (await createApp({ ...config, PUBLIC_URL }, log).request('/api/me')).headers.get(
        'strict-transport-security',
      );
    expect(await transport('https://ai.oakhaven.example')).toMatch(/^max-age=\d{8}/);
    expect(await transport('http://ai.oakhaven.example')).toBeNull();
    expect(await transport(undefined)).toBeNull();
  });
});
