import { freshApp } from './apps.ts';
import { byId, bySlug, type Inputs, made, none, type Place } from './make.ts';

const override = 'a test of something else';

const fresh = {
  release: async (place: Place) =>
    (await made(place.world, `/api/apps/${await freshApp(place)}/releases`, { stage: 'staging' })).id,
  /** An app whose second version took the place of its first. */
  replaced: async (place: Place) => {
    const slug = await freshApp(place);
    for (const version of [1, 2])
      await made(place.world, `/api/apps/${slug}/releases`, { version, override });
    return slug;
  },
};

export const releaseInputs: Inputs = {
  'GET /api/home': none,
  'GET /api/apps/{slug}/readiness': bySlug(({ world }) => world.app),
  'GET /api/releases': none,
  'POST /api/apps/{slug}/releases': bySlug(freshApp, { stage: 'staging' }),
  'POST /api/apps/{slug}/rollback': bySlug(fresh.replaced, { reason: 'it answers in riddles' }),
  'DELETE /api/releases/{id}': byId(fresh.release),
};
