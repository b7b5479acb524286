import { createServer } from '../../../src/api/server.ts';
import type { TestServer } from '../../harness/server.ts';

/** A JSON schema, as far as the tests look into it. */
export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  schema: Schema;
}

/** One operation of /openapi.json. */
export interface RouteInfo {
  /** `GET /api/me`. */
  route: string;
  method: string;
  path: string;
  /** Names of the path's parameters. */
  ids: string[];
  parameters: Parameter[];
  open: boolean;
  /** Who may; absent for routes that are open. */
  policy?: { roles: string[]; scope: string };
  body?: Schema;
  takesFiles: boolean;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  'x-policy': { open: string } | { roles: string[]; scope: string };
}

/** Every route that /openapi.json lists. */
export async function listedRoutes(server: Pick<TestServer, 'url'>): Promise<RouteInfo[]> {
  const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, operation]): RouteInfo => {
      const content = operation.requestBody?.content ?? {};
      return {
        route: `${verb.toUpperCase()} ${path}`,
        method: verb.toUpperCase(),
        path,
        ids: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
        parameters: operation.parameters ?? [],
        open: 'open' in operation['x-policy'],
        policy: 'open' in operation['x-policy'] ? undefined : operation['x-policy'],
        body: content['application/json']?.schema,
        takesFiles: 'multipart/form-data' in content,
      };
    }),
  );
}

/** What the HTTP server really answers to, whether or not it is described: `GET /healthz`, `ALL *`… */
export function servedRoutes(server: TestServer): string[] {
  const { app, lanes } = createServer(server.platform);
  const routes = [...app.routes, ...lanes.flatMap((lane) => lane.served)];
  const named = routes.filter((route) => !(route.method === 'ALL' && route.path === '/*'));
  return [...new Set(named.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`))];
}

export function isMutation(route: Pick<RouteInfo, 'method'>): boolean {
  return route.method !== 'GET';
}
