import { HEAD_DEFAULTS } from '../defaults.ts';
import { headWithIntervals } from '../intervals.ts';
import type { HeadInput, HeadOptions, HeadReport, Hooks } from '../trainer.ts';
import { learnHead } from './learn-head.ts';

/**
 * Trains a classification or tagging head on frozen embeddings, on the calling thread.
 * @param options what is left out comes from `HEAD_DEFAULTS`
 * @returns the head as bytes for `openHead`, and what was found; losses in nats, times in seconds
 * @throws TrainerError when nothing can be learned from the input, and the signal's reason when cancelled
 */
export async function trainHead(
  input: HeadInput,
  options: Partial<HeadOptions>,
  hooks: Hooks,
): Promise<{ model: Uint8Array; report: HeadReport }> {
  return headWithIntervals(await learnHead(input, { ...HEAD_DEFAULTS, ...options }, hooks));
}
