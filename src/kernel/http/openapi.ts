import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Route } from './route.ts';

/** The half of a route that says what it is, whatever it works on. */
type Described = Pick<Route<never>, 'endpoint' | 'policy'>;

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    remedy: z.string(),
    params: z.record(z.string(), z.unknown()),
  })
  .describe("RFC 9457 problem details. Under /v1 errors have OpenAI's shape instead.");

/** Writes a route into the OpenAPI document. `x-policy` says who may, so that the document tells the whole contract. */
export function describeRoute(app: OpenAPIHono, route: Described): void {
  const { endpoint, policy } = route;
  const [method, path] = endpoint.at.split(' ') as [string, string];
  const open = 'open' in policy;
  app.openAPIRegistry.registerPath({
    method: method.toLowerCase() as 'get',
    path,
    summary: endpoint.summary,
    tags: [path.split('/')[2] ?? 'root'],
    security: open ? [] : [{ bearer: [] }, { session: [] }],
    'x-policy': open ? { open: policy.open } : { roles: policy.roles, scope: policy.scope },
    request: {
      ...(endpoint.params ? { params: endpoint.params as z.ZodObject } : {}),
      ...(endpoint.query ? { query: endpoint.query as z.ZodObject } : {}),
      ...bodyOf(endpoint),
    },
    responses: {
      [endpoint.status ?? 200]: { description: 'OK', ...contentOf(endpoint) },
      default: { description: 'An error', content: { 'application/problem+json': { schema: Problem } } },
    },
  });
}

function bodyOf(endpoint: Described['endpoint']) {
  if (endpoint.takes === 'files') {
    const schema = z.object({ file: z.string().meta({ format: 'binary' }) });
    return { body: { content: { 'multipart/form-data': { schema } } } };
  }
  if (endpoint.takes === 'bytes') {
    const object = z.record(z.string(), z.unknown());
    const binary = z.string().meta({ format: 'binary' });
    const content = (endpoint.accepts ?? []).map((type) => [
      type,
      { schema: type === 'application/json' ? object : binary },
    ]);
    return { body: { content: Object.fromEntries(content), required: true } };
  }
  if (!endpoint.body) return {};
  const json = { 'application/json': { schema: endpoint.body } };
  const yaml = endpoint.takes === 'yaml' ? { 'application/yaml': { schema: z.string() } } : {};
  return { body: { content: { ...json, ...yaml }, required: true } };
}

function contentOf(endpoint: Described['endpoint']) {
  if (endpoint.answers === 'bytes')
    return { content: { 'application/octet-stream': { schema: z.string() } } };
  if (!endpoint.output) return {};
  const json = { 'application/json': { schema: endpoint.output } };
  const events = { 'text/event-stream': { schema: endpoint.output } };
  if (endpoint.answers === 'json-or-stream') return { content: { ...json, ...events } };
  return { content: endpoint.answers === 'stream' ? events : json };
}
