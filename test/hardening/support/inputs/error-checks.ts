import { byId, type Inputs, made, none, oncePerWorld, type Place, unique } from './make.ts';

/** A table of 60 rows with one misspelt town. */
function table(): { kind: string; filename: string; content: string } {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${1000 + i},${['Leeds', 'Bradford', 'Sheffield'][i % 3]}`,
  );
  return {
    kind: 'table',
    filename: 'stores.csv',
    content: `number,town\n${rows.join('\n')}\n1099,Shefield\n`,
  };
}

const fresh = {
  check: async ({ world }: Place) => (await made(world, '/api/error-checks', table())).id,
  finding: async (place: Place) => {
    const id = await fresh.check(place);
    const { server, keys } = place.world;
    for (let waited = 0; waited < 30_000; waited += 50) {
      const { data } = await server.json<{ data: { id: string }[] }>(
        'GET',
        `/api/error-checks/${id}/findings`,
        {
          key: keys.owner,
        },
      );
      if (data[0]) return data[0].id;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the search ${unique()} found nothing`);
  },
};

const check = oncePerWorld(fresh.check);
const finding = oncePerWorld(fresh.finding);

export const errorCheckInputs: Inputs = {
  'GET /api/error-checks': none,
  'POST /api/error-checks': () => ({ body: table() }),
  'GET /api/error-checks/{id}': byId(check),
  'DELETE /api/error-checks/{id}': byId(fresh.check),
  'POST /api/error-checks/{id}/cancel': byId(fresh.check),
  'GET /api/error-checks/{id}/findings': byId(check),
  'GET /api/error-checks/{id}/corrected.csv': byId(check),
  'PATCH /api/error-findings/{id}': byId(finding, { status: 'dismissed' }),
};
