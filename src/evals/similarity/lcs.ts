/**
 * Length of the longest common subsequence, 32 cells of the table at a time: the bit-parallel recurrence of Crochemore
 * et al. (2001) in the form of Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
 */
export function lcsLength(a: readonly string[], b: readonly string[]): number {
  const words = Math.ceil(a.length / 32);
  const masks = new Map<string, Uint32Array>();
  for (const [i, token] of a.entries()) {
    const mask = masks.get(token) ?? new Uint32Array(words);
    mask[i >>> 5] = (mask[i >>> 5] ?? 0) | (1 << (i & 31));
    masks.set(token, mask);
  }
  const state = new Uint32Array(words).fill(0xffffffff);
  for (const token of b) {
    const mask = masks.get(token);
    if (!mask) continue;
    let carry = 0;
    for (let w = 0; w < words; w += 1) {
      const [s, m] = [state[w] ?? 0, mask[w] ?? 0];
      const sum = s + ((s & m) >>> 0) + carry;
      carry = sum > 0xffffffff ? 1 : 0;
      state[w] = sum | 0 | (s & ~m);
    }
  }
  // A cleared bit is a step of the subsequence; the bits beyond the end are never cleared.
  return state.reduce((count, word) => count + ones(~word), 0);
}

function ones(word: number): number {
  let count = 0;
  for (let left = word >>> 0; left > 0; left = (left & (left - 1)) >>> 0) count += 1;
  return count;
}
