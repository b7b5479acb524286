import { ask } from '../world.ts';
import { body, byId, bySlug, type Inputs, made, none, type Place, unique } from './make.ts';

const dataset = ({ world }: Place) => world.measured.dataset;
const evalSlug = ({ world }: Place) => world.measured.eval;
const evalRun = ({ world }: Place) => world.measured.evalRunId;
const question = () => ({ question: `Is ${unique()} sold in Leeds?`, answer: 'Yes.' });

/** Things that a call may use up. */
const fresh = {
  dataset: async ({ world }: Place) => {
    const slug = `d-${unique()}`;
    await made(world, '/api/datasets', { slug, name: 'Draft' });
    return slug;
  },
  example: async (place: Place) => {
    const slug = await fresh.dataset(place);
    await made(place.world, `/api/datasets/${slug}/examples`, { examples: [question()] });
    const { data } = await place.world.server.json<{ data: { id: string }[] }>(
      'GET',
      `/api/datasets/${slug}/examples`,
      { key: place.world.keys.owner },
    );
    return data[0]?.id ?? '';
  },
  eval: async ({ world }: Place) => {
    const slug = `e-${unique()}`;
    await made(world, '/api/apply', world.measured.define(slug));
    return slug;
  },
  evalRun: async ({ world }: Place) => (await made(world, `/api/evals/${world.measured.eval}/runs`, {})).id,
  run: ({ world }: Place) => ask(world.server, world.app, `May I return ${unique()}?`, world.keys.member),
  proposal: async (place: Place) =>
    (await made(place.world, `/api/runs/${await fresh.run(place)}/propose`)).id,
};

export const evalInputs: Inputs = {
  'GET /api/datasets': none,
  'POST /api/datasets': body(() => ({ slug: `d-${unique()}`, name: 'Questions' })),
  'GET /api/datasets/{slug}': bySlug(dataset),
  'PATCH /api/datasets/{slug}': bySlug(fresh.dataset, { training: false, dataClass: 'confidential' }),
  'DELETE /api/datasets/{slug}': bySlug(fresh.dataset),
  'GET /api/datasets/{slug}/examples': bySlug(dataset),
  'POST /api/datasets/{slug}/examples': async (place) => ({
    ids: { slug: place.world.measured.scratch },
    body: { examples: [question()] },
  }),
  'PATCH /api/examples/{id}': async (place) => ({
    ids: { id: await fresh.example(place) },
    body: { item: question() },
  }),
  'DELETE /api/examples/{id}': byId(fresh.example),
  'POST /api/datasets/{slug}/import': async (place) => ({
    ids: { slug: place.world.measured.scratch },
    body: { filename: 'questions.csv', content: `question,answer\nIs ${unique()} sold?,Yes.\n` },
  }),
  'GET /api/evals': none,
  'GET /api/evals/{slug}': bySlug(evalSlug),
  'DELETE /api/evals/{slug}': bySlug(fresh.eval),
  'POST /api/evals/{slug}/runs': bySlug(evalSlug, {}),
  'GET /api/eval-runs': none,
  'GET /api/eval-runs/{id}': byId(evalRun),
  'POST /api/eval-runs/{id}/cancel': byId(fresh.evalRun),
  'GET /api/eval-runs/{id}/results': byId(evalRun),
  'GET /api/proposals': none,
  'POST /api/proposals/{id}/accept': async (place) => ({
    ids: { id: await fresh.proposal(place) },
    body: { dataset: place.world.measured.scratch, item: question() },
  }),
  'POST /api/proposals/{id}/reject': byId(fresh.proposal),
  'POST /api/runs/{id}/propose': byId(fresh.run),
};
