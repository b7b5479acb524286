/** From where to where a chart reaches. */
export type Domain = readonly [low: number, high: number];

/** Where a value lies in a domain, as a percentage of its width; what lies outside stands at the edge. */
export function place(value: number, [low, high]: Domain): number {
  return Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));
}

/** A domain around values with round ends, so that several charts below each other share one. */
export function around(values: readonly number[], step: number): Domain {
  const low = Math.floor(Math.min(...values) / step) * step;
  const high = Math.ceil(Math.max(...values) / step) * step;
  return low === high ? [low - step, high + step] : [low, high];
}

/** A round step for `around` that suits values of any size. */
export function stepFor(values: readonly number[]): number {
  const size = Math.max(...values.map(Math.abs), Number.EPSILON);
  return 10 ** Math.floor(Math.log10(size)) / 2;
}

/** Round values within a domain, at most about `count` of them. */
export function ticks([low, high]: Domain, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const out: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at += 1)
    out.push(at * step || 0);
  return out;
}
