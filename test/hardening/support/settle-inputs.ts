import type { TestServer } from '../../harness/server.ts';
import { INPUTS, type Input, type Place } from './inputs.ts';
import type { RouteInfo } from './routes.ts';

/**
 * A valid input of every route; from then on jobs that are started are kept and not done. Walks start thousands of
 * trainings, builds and evals that nobody looks at, which would take the processor from what is tested for an hour.
 */
export async function settleInputs(
  { platform }: TestServer,
  routes: readonly RouteInfo[],
  place: Place,
): Promise<Map<string, Input>> {
  const inputs = new Map<string, Input>();
  for (const { route } of routes) inputs.set(route, (await INPUTS[route]?.(place)) ?? {});
  const { building, distilling, measuring, searching, training, wireMeasuring } = platform.tuning;
  const kept = { start: async () => {}, ensure: async () => {} };
  for (const job of [building, distilling, measuring, searching, training, wireMeasuring])
    Object.assign(job, kept);
  return inputs;
}
