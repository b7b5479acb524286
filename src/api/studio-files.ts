import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { errors } from '../kernel/index.ts';

const DIST = fileURLToPath(new URL('../../studio/dist', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Nothing from outside, nothing inline but what React sets through the DOM; nobody may frame it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built studio; any other path that a browser asks for as a page is the studio's own routing. */
export function serveStudio(app: OpenAPIHono): void {
  app.get('/assets/:file', (c) => {
    const name = c.req.param('file');
    const file = join(DIST, 'assets', name);
    // The build's own names only: no separators, no NUL that the file system would throw at.
    if (!/^[\w.-]+$/.test(name) || !isFile(file)) throw errors.not_found({ what: c.req.path });
    return answer(file, c.req.header('accept-encoding') ?? '', 'public, max-age=31536000, immutable');
  });
  app.get('*', (c) => {
    // Neither a route of the studio nor one of its files: no page has a name that begins with a dot.
    if (/^\/(api|v1|assets)\/|\/\./.test(c.req.path) || extname(c.req.path))
      throw errors.not_found({ what: c.req.path });
    const page = join(DIST, 'index.html');
    if (!existsSync(page))
      return c.text('The studio is not built. Run "npm run build", or start with "npm start".', 503);
    const response = answer(page, c.req.header('accept-encoding') ?? '', 'no-cache');
    response.headers.set('content-security-policy', POLICY);
    return response;
  });
}

/** A directory exists too, and reading it would fail: `/assets/.` is one. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function answer(path: string, accepted: string, cache: string): Response {
  const headers: Record<string, string> = {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': cache,
    vary: 'accept-encoding',
  };
  // The build leaves a Brotli copy beside each text file.
  if (accepted.includes('br') && existsSync(`${path}.br`)) {
    return new Response(readFileSync(`${path}.br`), { headers: { ...headers, 'content-encoding': 'br' } });
  }
  return new Response(readFileSync(path), { headers });
}
