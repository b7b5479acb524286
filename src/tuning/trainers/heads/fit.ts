import { type LbfgsState, lbfgsStep, type Objective, startLbfgs, steepest } from '../numeric/lbfgs.ts';

/** The gradient's greatest component at which a fit is done. scikit-learn's 1e-4 would end a fit that begins near before it moved. */
const DONE = 3e-5;

/** scikit-learn's C as a penalty per row: C Σ loss + ‖W‖²/2 is, but for a factor, mean loss + ‖W‖²/(2 C n). */
export function ridge(c: number, rows: number): number {
  return 1 / (c * Math.max(1, rows));
}

/** Descends from `start` until the gradient is flat, the steps are used up or `each` says stop; returns the parameters. */
export async function descend(
  objective: Objective,
  start: Float32Array,
  maxSteps: number,
  each: (state: LbfgsState) => Promise<'go on' | 'stop'> = async () => 'go on',
): Promise<Float32Array> {
  const state = await startLbfgs(objective, start);
  while (state.step < maxSteps && steepest(state.gradient) > DONE) {
    if (!(await lbfgsStep(objective, state))) break;
    if ((await each(state)) === 'stop') break;
  }
  return state.x;
}
