/** Natural logarithm of n!, exact sums up to a table's end and Stirling's series beyond (error below 1e-12). */
const LOG_FACTORIALS: number[] = [0];

export function logFactorial(n: number): number {
  if (n > 5_000) {
    const x = n + 1;
    return (x - 0.5) * Math.log(x) - x + 0.9189385332046728 + 1 / (12 * x) - 1 / (360 * x ** 3);
  }
  for (let i = LOG_FACTORIALS.length; i <= n; i += 1)
    LOG_FACTORIALS.push((LOG_FACTORIALS[i - 1] ?? 0) + Math.log(i));
  return LOG_FACTORIALS[n] ?? 0;
}

/** Probability of k successes in n trials of probability p. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  const ways = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** Probability of at least k successes in n trials of probability p. */
export function binomialTail(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = Math.max(0, k); i <= n; i += 1) sum += binomialPmf(i, n, p);
  return Math.min(1, sum);
}
