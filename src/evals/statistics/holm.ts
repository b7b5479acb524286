/**
 * Holm's step-down procedure: S. Holm, Scandinavian Journal of Statistics 6 (1979). As statsmodels' multipletests
 * (method="holm").
 * @returns adjusted p-values, in the order given
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let highest = 0;
  for (const [rank, i] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * (pValues[i] ?? 1)));
    adjusted[i] = highest;
  }
  return adjusted;
}
