import { endedJob, fineTuneFile } from '../../../harness/tuning.ts';
import { body, byId, bySlug, type Inputs, made, none, oncePerWorld, type Place, unique } from './make.ts';

/** A data set that no eval measures with, with something to learn in it. */
async function labelled({ world }: Place, labels = ['invoice', 'refund', 'delivery']): Promise<string> {
  const slug = `d-${unique()}`;
  await made(world, '/api/datasets', { slug, name: 'Labelled' });
  const examples = labels.flatMap((label) =>
    Array.from({ length: 8 }, () => ({ question: `${label} ${unique()} ${unique()}`, answer: label })),
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
  /** A comparison that ended with a pass: both say nothing that is right, and that was allowed. */
  distillation: async (place: Place) => {
    const { server, keys } = place.world;
    const { id } = await made(place.world, '/api/distillations', await comparison(place));
    for (let waited = 0; waited < 30_000; waited += 50) {
      const row = await server.json<{ status: string }>('GET', `/api/distillations/${id}`, {
        key: keys.owner,
      });
      if (row.status === 'done') return id;
      if (row.status === 'failed') throw new Error(`not compared: ${JSON.stringify(row)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the comparison did not end');
  },
  route: async ({ world }: Place) => {
    const slug = `r-${unique()}`;
    await made(world, '/api/routes', { slug, rules: [{ use: [{ model: TEACHER }] }] });
    return slug;
  },
};

const TEACHER = 'local/grounded';
const comparison = async (place: Place) => ({
  ...{ name: 'Smaller', teacher: { model: TEACHER }, student: { model: 'local/zero-shot' } },
  // About other things: what models are compared on is left out of what others learn from.
  ...{ dataset: await labelled(place, ['violin', 'glacier', 'harvest']), notWorseBy: 1, most: 12 },
});
interface Trained {
  id: string;
  name: string;
}

/** A trained model; slow, as are versions and comparisons, so that routes which use nothing up share one. */
async function trained(place: Place): Promise<Trained> {
  const { server, keys } = place.world;
  const { id } = await made(place.world, '/api/tuning/jobs', { dataset: await labelled(place) });
  const { model } = await endedJob(server, id, { key: keys.owner });
  if (!model) throw new Error('the job ended without a model');
  return model;
}

const modelId = oncePerWorld(async (place) => (await trained(place)).id);
/** For a route that may be called again and again: what is erased stays erased. */
const erasedId = oncePerWorld(async (place) => (await trained(place)).id);
const version = oncePerWorld(fresh.version);
const distillation = oncePerWorld(fresh.distillation);
const jobId = async (place: Place) => (await modelId(place)).replace(/^ftm/, 'ftjob');
/** A job that waits for its training set. */
const openJob = async (place: Place) =>
  (await made(place.world, '/api/tuning/jobs', { dataset: await labelled(place) })).id;
const pausedJob = async (place: Place) => {
  const id = await openJob(place);
  await made(place.world, `/api/tuning/jobs/${id}/pause`);
  return id;
};

const byWireJob = (id: (place: Place) => Promise<string>) => async (place: Place) => ({
  ids: { fine_tuning_job_id: await id(place) },
});
const lines = ({ world }: Place) =>
  fineTuneFile(world.server, [{ text: `Where is ${unique()}`, label: 'delivery' }], {
    key: world.keys.owner,
  });

const byVersion = async (place: Place) => ({ ids: await version(place) });

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
  'GET /v1/fine_tuning/jobs': none,
  'POST /v1/fine_tuning/jobs': async (place) => ({
    body: { model: 'local/minilm-classifier', training_file: await lines(place) },
  }),
  'GET /v1/fine_tuning/jobs/{fine_tuning_job_id}': byWireJob(jobId),
  'POST /v1/fine_tuning/jobs/{fine_tuning_job_id}/cancel': byWireJob(openJob),
  'POST /v1/fine_tuning/jobs/{fine_tuning_job_id}/pause': byWireJob(openJob),
  'POST /v1/fine_tuning/jobs/{fine_tuning_job_id}/resume': byWireJob(pausedJob),
  'GET /v1/fine_tuning/jobs/{fine_tuning_job_id}/events': byWireJob(jobId),
  'GET /v1/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints': byWireJob(jobId),
  'GET /api/tuning/bases': none,
  'GET /api/tuning/jobs': none,
  'POST /api/tuning/jobs': async (place) => ({ body: { dataset: await labelled(place) } }),
  'GET /api/tuning/jobs/{id}': byId(jobId),
  'POST /api/tuning/jobs/{id}/cancel': byId(openJob),
  'POST /api/tuning/jobs/{id}/pause': byId(openJob),
  'POST /api/tuning/jobs/{id}/resume': byId(pausedJob),
  'GET /api/tuning/jobs/{id}/events': byId(jobId),
  'GET /api/tuning/jobs/{id}/follow': byId(jobId),
  'GET /api/tuned-models': none,
  'GET /api/tuned-models/{id}': byId(modelId),
  'POST /api/tuned-models/{id}/erase': byId(erasedId, {}),
  'POST /api/tuned-models/{id}/retrain': byId(modelId),
  'POST /api/tuned-models/{id}/try': byId(modelId, { texts: ['a refund'] }),
  'GET /api/tuned-models/{id}/predictions': byId(modelId),
  'GET /api/tuned-models/{id}/card': byId(modelId),
  'GET /api/tuned-models/{id}/lineage': byId(modelId),
  'DELETE /v1/models/{model}': async (place) => ({ ids: { model: (await trained(place)).name } }),
  'GET /api/tuning/lineage': () => ({ query: { id: 'ex_unknown' } }),
  'GET /api/tuning/policy': none,
  'PUT /api/tuning/policy': body(() => ({ runs: 'feedback', dataClasses: ['public', 'internal'] })),
  'GET /api/distillations': none,
  'POST /api/distillations': async (place) => ({ body: await comparison(place) }),
  'GET /api/distillations/{id}': byId(distillation),
  'POST /api/distillations/{id}/cancel': byId(distillation),
  'GET /api/distillations/{id}/examples': byId(distillation),
  'POST /api/distillations/{id}/move': async (place) => ({
    ids: { id: await fresh.distillation(place) },
    body: { route: await fresh.route(place), share: 0.1 },
  }),
  'POST /api/distillations/{id}/move-back': async (place) => {
    const id = await fresh.distillation(place);
    await made(place.world, `/api/distillations/${id}/move`, { route: await fresh.route(place), share: 0.1 });
    return { ids: { id } };
  },
};
