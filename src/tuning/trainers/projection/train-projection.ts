import { PROJECTION_DEFAULTS } from '../defaults.ts';
import { projectionWithIntervals } from '../intervals.ts';
import type { Hooks } from '../trainer.ts';
import { learnProjection } from './learn-projection.ts';
import type { ProjectionInput, ProjectionOptions, ProjectionReport } from './projection.ts';

/**
 * Trains a projection of the embedding space by contrast, on the calling thread: what belongs together is drawn nearer. On the
 * validation split it is never worse than leaving the vectors as they are; where nothing is better the identity comes back, and
 * the report says so.
 * @param options what is left out comes from `PROJECTION_DEFAULTS`
 * @returns the projection as bytes for `openProjection`, and what was found; times in seconds
 * @throws TrainerError when nothing can be learned from the input, and the signal's reason when cancelled
 */
export async function trainProjection(
  input: ProjectionInput,
  options: Partial<ProjectionOptions>,
  hooks: Hooks,
): Promise<{ model: Uint8Array; report: ProjectionReport }> {
  const learned = await learnProjection(input, { ...PROJECTION_DEFAULTS, ...options }, hooks);
  return projectionWithIntervals(learned);
}
