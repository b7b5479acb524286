import { dot } from '../../gateway/index.ts';

/**
 * How each unit stands among the others of its document: likeness to the nearest other one and to all of them
 * together, both also against what is usual in this document, and where it stands. A planted instruction is about
 * something else than the text around it.
 */
export function surroundings(vectors: readonly Float32Array[]): number[][] {
  const n = vectors.length;
  const nearest = new Float64Array(n);
  const total = new Float32Array(vectors[0]?.length ?? 0);
  for (const [i, own] of vectors.entries()) {
    for (let d = 0; d < total.length; d += 1) total[d] = (total[d] ?? 0) + (own[d] ?? 0);
    for (let k = 0; k < i; k += 1) {
      const alike = dot(own, vectors[k] ?? own);
      nearest[i] = Math.max(nearest[i] ?? 0, alike);
      nearest[k] = Math.max(nearest[k] ?? 0, alike);
    }
  }
  const whole = vectors.map((own) => {
    const others = total.map((sum, d) => sum - (own[d] ?? 0));
    return dot(own, others) / (Math.sqrt(dot(others, others)) || 1);
  });
  const usualNearest = nearest.reduce((sum, x) => sum + x, 0) / Math.max(1, n);
  const usualWhole = whole.reduce((sum, x) => sum + x, 0) / Math.max(1, n);
  return whole.map((alike, i) => [
    nearest[i] ?? 0,
    alike,
    i === 0 ? 1 : 0,
    i === n - 1 ? 1 : 0,
    Math.log(n) / 4,
    (nearest[i] ?? 0) - usualNearest,
    alike - usualWhole,
  ]);
}
