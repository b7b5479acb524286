import { setTimeout as sleep } from 'node:timers/promises';
import { body, type Inputs, type Make, made, none, oncePerWorld, type Place, unique } from './make.ts';

const definition = () => ({
  name: `Eval ${unique()}`,
  data_source_config: { type: 'custom', item_schema: { type: 'object' } },
  testing_criteria: [
    { type: 'string_check', name: 'same', input: '{{item.a}}', reference: '{{item.b}}', operation: 'eq' },
  ],
});
const run = () => ({
  name: 'Run',
  data_source: { type: 'jsonl', source: { type: 'file_content', content: [{ item: { a: 'x', b: 'x' } }] } },
});

/** An eval with a run of one item; what a call may use up gets one of its own. */
async function fresh({ world }: Place, items = 0) {
  const { id: eval_id } = await made(world, '/v1/evals', definition());
  const { id: run_id } = await made(world, `/v1/evals/${eval_id}/runs`, run());
  for (let waited = 0; items > 0 && waited < 200; waited += 1) {
    const { data } = await world.server.json<{ data: { id: string }[] }>(
      'GET',
      `/v1/evals/${eval_id}/runs/${run_id}/output_items`,
      { key: world.keys.owner },
    );
    if (data[0]) return { eval_id, run_id, output_item_id: data[0].id };
    await sleep(50);
  }
  return { eval_id, run_id, output_item_id: '' };
}

/** The eval that calls only look at. */
const kept = oncePerWorld((place) => fresh(place, 1));
const of = (make: (place: Place) => ReturnType<typeof fresh>, sent?: unknown): Make => {
  return async (place) => ({ ids: await make(place), body: sent });
};

/** OpenAI's evals. */
export const openaiEvalInputs: Inputs = {
  'POST /v1/evals': body(definition),
  'GET /v1/evals': none,
  'GET /v1/evals/{eval_id}': of(kept),
  'POST /v1/evals/{eval_id}': of(kept, { name: 'Renamed', metadata: { season: 'spring' } }),
  'DELETE /v1/evals/{eval_id}': of(fresh),
  'POST /v1/evals/{eval_id}/runs': of(kept, run()),
  'GET /v1/evals/{eval_id}/runs': of(kept),
  'GET /v1/evals/{eval_id}/runs/{run_id}': of(kept),
  'POST /v1/evals/{eval_id}/runs/{run_id}': of(fresh),
  'DELETE /v1/evals/{eval_id}/runs/{run_id}': of(fresh),
  'GET /v1/evals/{eval_id}/runs/{run_id}/output_items': of(kept),
  'GET /v1/evals/{eval_id}/runs/{run_id}/output_items/{output_item_id}': of(kept),
};
