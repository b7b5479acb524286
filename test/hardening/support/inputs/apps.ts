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

export const appInputs: Inputs = {
  'POST /api/apply': body(() => ({ kind: 'assistant', slug: `a-${unique()}`, name: 'Trial' })),
  'GET /api/apps': none,
  'GET /api/apps/{slug}': bySlug(appSlug),
  'DELETE /api/apps/{slug}': bySlug(freshApp),
  'GET /api/apps/{slug}/versions': bySlug(appSlug),
  'POST /api/apps/{slug}/ask': bySlug(appSlug, {
    messages: turn('Within how many days may I return goods?'),
  }),
  'GET /api/runs': none,
  'GET /api/runs/{id}': byId(({ world }) => world.runId),
  'PUT /api/runs/{id}/feedback': byId(({ world }) => world.runId, { thumb: 'up' }),
};
