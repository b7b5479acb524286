import type { Layer, Rows } from '../numeric/layer.ts';
import { type LbfgsState, lbfgsStep, startLbfgs, steepest } from '../numeric/lbfgs.ts';

/** The gradient's greatest component at which a fit is done; scikit-learn's tolerance. */
const DONE = 1e-4;

/** Fits the layer from `start` until the gradient is flat or the steps are used up. */
export async function fitLayer(
  layer: Layer,
  rows: Rows,
  { l2, maxSteps, start }: { l2: number; maxSteps: number; start: LbfgsState | Float32Array },
  each: (state: LbfgsState) => Promise<'go on' | 'stop'> = async () => 'go on',
): Promise<LbfgsState> {
  const objective = layer.objective(rows, l2);
  const state = start instanceof Float32Array ? await startLbfgs(objective, start) : start;
  while (state.step < maxSteps && steepest(state.gradient) > DONE) {
    if (!(await lbfgsStep(objective, state))) break;
    if ((await each(state)) === 'stop') break;
  }
  return state;
}
