import { body, bySlug, type Inputs, made, none, type Place, unique } from './make.ts';

/** A data set that no eval measures with, with something to learn in it. */
async function labelled({ world }: Place): Promise<string> {
  const slug = `d-${unique()}`;
  await made(world, '/api/datasets', { slug, name: 'Labelled' });
  const examples = ['invoice', 'refund', 'delivery'].flatMap((label) =>
    Array.from({ length: 4 }, () => ({ question: `${label} ${unique()} ${unique()}`, answer: label })),
  );
  await made(world, `/api/datasets/${slug}/examples`, { examples });
  return slug;
}

const fresh = {
  set: async (place: Place) => {
    const slug = `ts-${unique()}`;
    const recipe = { sources: [{ type: 'dataset', dataset: await labelled(place) }] };
    await made(place.world, '/api/training-sets', { slug, name: 'Labels', recipe });
    return slug;
  },
  /** A version that is built. */
  version: async (place: Place) => {
    const slug = await fresh.set(place);
    const { server, keys } = place.world;
    for (let waited = 0; waited < 30_000; waited += 50) {
      const version = await server.json<{ status: string }>('GET', `/api/training-sets/${slug}/versions/1`, {
        key: keys.owner,
      });
      if (version.status === 'ready') return { slug, number: '1' };
      if (version.status === 'failed') throw new Error(`not built: ${JSON.stringify(version)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the training set was not built');
  },
};

const byVersion = async (place: Place) => ({ ids: await fresh.version(place) });

export const tuningInputs: Inputs = {
  'GET /api/training-sets': none,
  'POST /api/training-sets': async (place) => ({
    body: {
      slug: `ts-${unique()}`,
      name: 'Labels',
      recipe: { sources: [{ type: 'dataset', dataset: await labelled(place) }] },
    },
  }),
  'GET /api/training-sets/{slug}': bySlug(fresh.set),
  'PATCH /api/training-sets/{slug}': bySlug(fresh.set, { name: 'Other labels' }),
  'DELETE /api/training-sets/{slug}': bySlug(fresh.set),
  'GET /api/training-sets/{slug}/versions': bySlug(fresh.set),
  'POST /api/training-sets/{slug}/versions': bySlug(fresh.set),
  'GET /api/training-sets/{slug}/versions/{number}': byVersion,
  'POST /api/training-sets/{slug}/versions/{number}/cancel': byVersion,
  'GET /api/training-sets/{slug}/versions/{number}/examples': byVersion,
  'GET /api/training-sets/{slug}/versions/{number}/jsonl': byVersion,
  'GET /api/tuning/lineage': () => ({ query: { id: 'ex_unknown' } }),
  'GET /api/tuning/policy': none,
  'PUT /api/tuning/policy': body(() => ({ runs: 'feedback', dataClasses: ['public', 'internal'] })),
};
