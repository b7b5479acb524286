import { type LbfgsState, lbfgsStep, type Objective, startLbfgs, steepest } from '../numeric/lbfgs.ts';

/** When a descent is done. */
export interface Done {
  maxSteps: number;
  /** The greatest component of the gradient. */
  gradient: number;
  /** Share of the value that a step took off, looked at after the first few steps. */
  decrease: number;
}

/** As scikit-learn's: its tolerance of 1e-4 on the gradient, and nothing else. */
export const PRECISE: Omit<Done, 'maxSteps'> = { gradient: 1e-4, decrease: 0 };

/** To tell candidates apart: what a fit still gains after steps this small is less than what the folds differ by. */
export const ROUGH: Omit<Done, 'maxSteps'> = { gradient: 1e-5, decrease: 5e-4 };

const FIRST_STEPS = 5;

/** scikit-learn's C as a penalty per row: C Σ loss + ‖W‖²/2 is, but for a factor, mean loss + ‖W‖²/(2 C n). */
export function ridge(c: number, rows: number): number {
  return 1 / (c * Math.max(1, rows));
}

/** Descends from `start` until it is done or `each` says stop; returns the parameters. */
export async function descend(
  objective: Objective,
  start: Float32Array,
  { maxSteps, gradient, decrease }: Done,
  each: (state: LbfgsState) => Promise<'go on' | 'stop'> = async () => 'go on',
): Promise<Float32Array> {
  const state = await startLbfgs(objective, start);
  while (state.step < maxSteps && steepest(state.gradient) > gradient) {
    const before = state.value;
    if (!(await lbfgsStep(objective, state))) break;
    if ((await each(state)) === 'stop') break;
    if (state.step > FIRST_STEPS && before - state.value < decrease * before) break;
  }
  return state.x;
}
