import { addScaled, addScaledThenDot, difference, dot, norm, scale, scaled, sumScaled } from './vectors.ts';

/** The value of a function at `x`; its gradient is written into `gradient`. */
export type Objective = (x: Float32Array, gradient: Float32Array) => Promise<number>;

/** How far a step went, and by how much the gradient changed there. */
interface Pair {
  move: Float32Array;
  bend: Float32Array;
  /** move · bend */
  curvature: number;
  /** bend · bend */
  square: number;
}

/** All that the next step depends on. */
export interface LbfgsState {
  step: number;
  x: Float32Array;
  value: number;
  gradient: Float32Array;
  /** Of the last steps, oldest first. */
  memory: Pair[];
}

const MEMORY = 7;
/** With more numbers than this, going through the memory costs more than its last pairs save. */
const MANY = 100_000;
const MEMORY_OF_MANY = 4;
/** Sufficient decrease and curvature: the constants of Nocedal and Wright for quasi-Newton directions. */
const DECREASE = 1e-4;
const CURVATURE = 0.9;
const TRIALS = 20;

/** Begins at `x`, which is taken over. */
export async function startLbfgs(objective: Objective, x: Float32Array): Promise<LbfgsState> {
  const gradient = new Float32Array(x.length);
  const value = await objective(x, gradient);
  return { step: 0, x, value, gradient, memory: [] };
}

/**
 * One step of L-BFGS with a line search that ends at the strong Wolfe conditions: J. Nocedal and S. Wright, Numerical
 * Optimization (2006), algorithms 7.4, 7.5 and, for the line search, 3.5 with bisection and cubic interpolation.
 * @returns false when no step improves the value any more (the limit of 32-bit gradients is reached)
 */
export async function lbfgsStep(objective: Objective, state: LbfgsState): Promise<boolean> {
  let direction = descent(state);
  let slope = dot(direction, state.gradient);
  if (!(slope < 0)) {
    // Rounding has spoiled the memory: steepest descent from here on.
    state.memory = [];
    direction = scaled(state.gradient, -1);
    slope = dot(direction, state.gradient);
  }
  const first = state.memory.length > 0 ? 1 : Math.min(1, 1 / norm(state.gradient));
  const found = await search(objective, state, direction, slope, first);
  if (!found) return false;
  const move = difference(found.x, state.x);
  const bend = difference(found.gradient, state.gradient);
  const pair = { move, bend, curvature: dot(move, bend), square: dot(bend, bend) };
  // Without positive curvature the next direction might point uphill.
  if (pair.curvature > 1e-10 * pair.square) {
    state.memory.push(pair);
    if (state.memory.length > (state.x.length > MANY ? MEMORY_OF_MANY : MEMORY)) state.memory.shift();
  }
  Object.assign(state, found);
  state.step += 1;
  return true;
}

/** The greatest component of the gradient; scikit-learn's and scipy's measure of being done. */
export function steepest(gradient: Float32Array): number {
  let most = 0;
  // Not a number stays not a number, and ends the descent: a comparison would pass it over.
  for (let i = 0; i < gradient.length; i += 1) most = Math.max(most, Math.abs(gradient[i] ?? 0));
  return most;
}

/** −H g by the two loops over the memory; each passage also takes the product that the next one needs. */
function descent({ gradient, memory }: LbfgsState): Float32Array {
  const out = scaled(gradient, -1);
  const last = memory.at(-1);
  const [oldest] = memory;
  if (!last || !oldest) return out;
  const alphas: number[] = [];
  let product = dot(last.move, out);
  for (let i = memory.length - 1; i >= 0; i -= 1) {
    const { bend, curvature } = memory[i] ?? last;
    const alpha = product / curvature;
    alphas.push(alpha);
    product = added(out, bend, -alpha, memory[i - 1]?.move);
  }
  scale(out, last.curvature / last.square);
  product = dot(oldest.bend, out);
  for (const [i, { move, curvature }] of memory.entries()) {
    const beta = product / curvature;
    product = added(out, move, (alphas.pop() ?? 0) - beta, memory[i + 1]?.bend);
  }
  return out;
}

/** out += by · a; returns the product of it and `next`, if there is one. */
function added(out: Float32Array, a: Float32Array, by: number, next: Float32Array | undefined): number {
  if (next) return addScaledThenDot(out, a, by, next);
  addScaled(out, a, by);
  return 0;
}

interface Tried {
  at: number;
  value: number;
  slope: number;
}

/** A step length along the direction that fulfils both conditions; undefined when there is none to be found. */
async function search(
  objective: Objective,
  state: LbfgsState,
  direction: Float32Array,
  slope: number,
  first: number,
) {
  const x = new Float32Array(direction.length);
  const gradient = new Float32Array(direction.length);
  const start: Tried = { at: 0, value: state.value, slope };
  let low = start;
  let high: Tried | undefined;
  let at = first;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    sumScaled(x, state.x, direction, at);
    const value = await objective(x, gradient);
    const tried: Tried = { at, value, slope: dot(direction, gradient) };
    const tooHigh = !(value <= start.value + DECREASE * at * slope) || (trial > 0 && value >= low.value);
    if (tooHigh) high = tried;
    else if (Math.abs(tried.slope) <= -CURVATURE * slope) return { x, gradient, value };
    else {
      if (high ? tried.slope * (high.at - at) >= 0 : tried.slope >= 0) high = low;
      low = tried;
    }
    at = high ? between(low, high) : 2 * at;
  }
  // Better than where it started, though the curvature is not what it should be.
  if (low.at > 0 && low.value < start.value) {
    sumScaled(x, state.x, direction, low.at);
    const value = await objective(x, gradient);
    return { x, gradient, value };
  }
  return undefined;
}

/** The minimum of the cubic through two points and their slopes, kept off the ends of the interval. */
function between(a: Tried, b: Tried): number {
  const width = b.at - a.at;
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.at - b.at);
  const root = d1 * d1 - a.slope * b.slope;
  const d2 = Math.sign(width) * Math.sqrt(Math.max(0, root));
  const cubic = b.at - (width * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
  const share = (cubic - a.at) / width;
  return a.at + width * (Number.isFinite(share) ? Math.min(0.9, Math.max(0.1, share)) : 0.5);
}
