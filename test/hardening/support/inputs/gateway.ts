import { body, byId, bySlug, type Inputs, made, none, type Place, turn, unique } from './make.ts';

const fresh = {
  provider: async ({ world }: Place) =>
    (await made(world, '/api/providers', { slug: `p-${unique()}`, baseUrl: world.upstream.url })).id,
  route: async ({ world }: Place) => {
    const slug = `r-${unique()}`;
    await made(world, '/api/routes', { slug, rules });
    return slug;
  },
  price: async ({ world }: Place) => (await made(world, '/api/prices', price())).id,
  limit: async ({ world }: Place) => (await made(world, '/api/limits', limit())).id,
};

const rules = [{ use: [{ model: 'local/grounded' }] }];
const limit = () => ({
  name: `Limit ${unique()}`,
  subject: { of: 'workspace' },
  requestsPerMinute: 1_000_000,
});

const price = () => ({ provider: 'up', model: `m-${unique()}`, input: 1, output: 2 });

export const gatewayInputs: Inputs = {
  'GET /v1/models': none,
  'GET /v1/models/{model}': ({ world }) => ({ ids: { model: `app/${world.app}` } }),
  'POST /v1/chat/completions': body(({ world }) => ({
    model: `app/${world.app}`,
    messages: turn('Within how many days may I return goods?'),
  })),
  'POST /v1/responses': body(({ world }) => ({
    model: `app/${world.app}`,
    input: 'Within how many days may I return goods?',
  })),
  'POST /v1/embeddings': body(() => ({ model: 'local/minilm', input: 'refund' })),
  'GET /api/providers': none,
  'GET /api/providers/kinds': none,
  'POST /api/providers': body(({ world }) => ({ slug: `p-${unique()}`, baseUrl: world.upstream.url })),
  'PATCH /api/providers/{id}': byId(fresh.provider, { defaultModel: 'scripted-1' }),
  'DELETE /api/providers/{id}': byId(fresh.provider),
  'POST /api/providers/{id}/test': byId(({ world }) => world.providerId),
  'GET /api/routes': none,
  'POST /api/routes': body(() => ({ slug: `r-${unique()}`, rules })),
  'PUT /api/routes/{slug}': bySlug(fresh.route, { rules }),
  'DELETE /api/routes/{slug}': bySlug(fresh.route),
  'DELETE /api/routes/{slug}/cache': bySlug(fresh.route),
  'POST /api/routes/{slug}/try': bySlug(fresh.route, { text: 'How are things?' }),
  'GET /api/limits': none,
  'POST /api/limits': body(limit),
  'PUT /api/limits/{id}': byId(fresh.limit, limit()),
  'DELETE /api/limits/{id}': byId(fresh.limit),
  'GET /api/prices': none,
  'POST /api/prices': body(price),
  'DELETE /api/prices/{id}': byId(fresh.price),
  'GET /api/usage': none,
  'GET /api/model-calls': none,
};
