import { randomBytes } from 'node:crypto';
import { body, byId, bySlug, type Inputs, made, none, type Place, turn, unique } from './make.ts';

const appSlug = ({ world }: Place) => world.app;

/** An app with two versions, of which none serves. */
export async function freshApp({ world }: Place): Promise<string> {
  const slug = `a-${unique()}`;
  const definition = { kind: 'assistant', slug, name: 'Draft', model: 'local/grounded' };
  await made(world, '/api/apply', definition);
  await made(world, '/api/apply', { ...definition, description: 'A second version.' });
  return slug;
}

/** A trace in which a model was called, as an OTLP exporter sends it. */
const trace = () => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'elsewhere' } }] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: randomBytes(16).toString('hex'),
              spanId: randomBytes(8).toString('hex'),
              name: 'chat gpt-4o',
              startTimeUnixNano: '1790000000000000000',
              endTimeUnixNano: '1790000001000000000',
              attributes: [{ key: 'gen_ai.request.model', value: { stringValue: 'gpt-4o' } }],
            },
          ],
        },
      ],
    },
  ],
});

export const appInputs: Inputs = {
  'POST /api/apply': body(() => ({ kind: 'assistant', slug: `a-${unique()}`, name: 'Trial' })),
  'GET /api/apps': none,
  'GET /api/apps/{slug}': bySlug(appSlug),
  'DELETE /api/apps/{slug}': bySlug(freshApp),
  'GET /api/apps/{slug}/versions': bySlug(appSlug),
  'POST /api/apps/{slug}/ask': bySlug(appSlug, {
    messages: turn('Within how many days may I return goods?'),
  }),
  'POST /api/otlp/v1/traces': body(trace),
  'GET /api/runs': none,
  'GET /api/runs/{id}': byId(({ world }) => world.runId),
  'POST /api/runs/{id}/review': byId(({ world }) => world.runId),
  'PUT /api/runs/{id}/feedback': byId(({ world }) => world.runId, { thumb: 'up' }),
};
