import type { OpenAPIHono } from '@hono/zod-openapi';
import { gatewayRoutes } from '../gateway/index.ts';
import { auditor } from '../governance/index.ts';
import { authenticate } from '../identity/index.ts';
import { createApp, type Door, type Lane, openLane } from '../kernel/index.ts';
import { openapiDocument } from './openapi.ts';
import type { Platform } from './platform.ts';
import { mountRooms } from './routes.ts';
import { serveStudio } from './studio-files.ts';

/** The HTTP side: every room's routes behind one door, the OpenAPI document made from them, and the studio. */
export function createServer(platform: Platform): { app: OpenAPIHono; lanes: Lane[] } {
  const { kernel, identity } = platform;
  const { config, log } = kernel;
  const app = createApp(config, log);
  const door: Door = {
    config,
    log,
    audit: auditor(kernel),
    authenticate: (headers) => authenticate(identity, headers),
  };
  app.get('/healthz', async (c) => {
    await kernel.connection.pool.query('select 1');
    return c.json({ status: 'ok' });
  });
  mountRooms(app, platform, door);
  app.get('/openapi.json', (c) => c.json(openapiDocument(app)));
  serveStudio(app);
  return { app, lanes: [openLane(gatewayRoutes, platform.gateway, door)] };
}
