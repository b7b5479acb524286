import type { OpenAPIHono } from '@hono/zod-openapi';
import { appRoutes } from '../apps/index.ts';
import { evalRoutes } from '../evals/index.ts';
import { gatewayRoutes } from '../gateway/index.ts';
import { governanceRoutes } from '../governance/index.ts';
import { guardrailRoutes } from '../guardrails/index.ts';
import { identityRoutes } from '../identity/index.ts';
import { type Door, describeRoute, mount } from '../kernel/index.ts';
import { knowledgeRoutes } from '../knowledge/index.ts';
import { releaseRoutes } from '../releases/index.ts';
import { tuningRoutes } from '../tuning/index.ts';
import { applyRoutes } from './apply.ts';
import type { Platform } from './platform.ts';

/** Every room's routes, with what they work on. A room that is not listed here is not reachable. */
export function mountRooms(app: OpenAPIHono, platform: Platform, door: Door): void {
  mount(app, identityRoutes, platform.identity, door);
  mount(app, governanceRoutes, platform.kernel, door);
  mount(app, gatewayRoutes, platform.gateway, door);
  mount(app, guardrailRoutes, platform.guardrails, door);
  mount(app, knowledgeRoutes, platform.knowledge, door);
  mount(app, appRoutes, platform.apps, door);
  mount(app, evalRoutes, platform.evals, door);
  mount(app, tuningRoutes, platform.tuning, door);
  mount(app, releaseRoutes, platform.evals, door);
  mount(app, applyRoutes, platform.kernel, door);
}

/** Only describes the routes: for the OpenAPI document, without opening anything. */
export function describeRooms(app: OpenAPIHono): void {
  for (const routes of [
    identityRoutes,
    governanceRoutes,
    gatewayRoutes,
    guardrailRoutes,
    knowledgeRoutes,
    appRoutes,
    evalRoutes,
    tuningRoutes,
    releaseRoutes,
    applyRoutes,
  ]) {
    for (const route of routes) describeRoute(app, route);
  }
}
