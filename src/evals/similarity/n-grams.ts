/** How often each run of `n` tokens occurs. */
export function nGrams(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i += 1) {
    // Tokens hold no white space, so that a space keeps them apart.
    const gram = tokens.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** How many of them both have, each as often as the one that has it less often. */
export function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const [gram, n] of a) count += Math.min(n, b.get(gram) ?? 0);
  return count;
}
