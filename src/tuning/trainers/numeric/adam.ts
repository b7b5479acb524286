/** What Adam remembers. */
export interface AdamState {
  step: number;
  mean: Float32Array;
  square: Float32Array;
}

const [KEEP_MEAN, KEEP_SQUARE, TINY] = [0.9, 0.999, 1e-8];

export function startAdam(size: number): AdamState {
  return { step: 0, mean: new Float32Array(size), square: new Float32Array(size) };
}

/**
 * One step of Adam with decoupled decay, in place: D. Kingma and J. Ba, Adam (ICLR 2015), algorithm 1; I. Loshchilov and F.
 * Hutter, Decoupled Weight Decay Regularization (ICLR 2019), algorithm 2.
 */
export function adamStep(
  x: Float32Array,
  gradient: Float32Array,
  state: AdamState,
  { rate, decay }: { rate: number; decay: number },
): void {
  state.step += 1;
  const { mean, square } = state;
  const [correctMean, correctSquare] = [1 - KEEP_MEAN ** state.step, 1 - KEEP_SQUARE ** state.step];
  for (let i = 0; i < x.length; i += 1) {
    const g = gradient[i] ?? 0;
    const m = KEEP_MEAN * (mean[i] ?? 0) + (1 - KEEP_MEAN) * g;
    const v = KEEP_SQUARE * (square[i] ?? 0) + (1 - KEEP_SQUARE) * g * g;
    mean[i] = m;
    square[i] = v;
    const old = x[i] ?? 0;
    x[i] = old - rate * (m / correctMean / (Math.sqrt(v / correctSquare) + TINY) + decay * old);
  }
}
