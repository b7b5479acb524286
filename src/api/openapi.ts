import type { OpenAPIHono } from '@hono/zod-openapi';

/** The OpenAPI 3.1 document of everything that is mounted. */
export function openapiDocument(app: OpenAPIHono) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'sevenfold.session_token',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Sevenfold',
      version: '0.1.0',
      description: "The platform's own API under /api; OpenAI's wire format under /v1.",
    },
  });
}
