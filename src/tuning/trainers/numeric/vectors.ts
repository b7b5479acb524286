/**
 * Loops over long vectors. They take most of the time of a small fit, so what is done with the same numbers is done in one
 * passage, and sums run four beside each other, because each addition to a single one would wait for the one before.
 */

/** Σ a b in 64 bits, over the length of the shorter. */
export function dot(a: Float32Array, b: Float32Array): number {
  const n = Math.min(a.length, b.length);
  const even = n - (n % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < even; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (let i = even; i < n; i += 1) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + (s2 + s3);
}

/** a += by · b, then Σ a c; all of one length. */
export function addScaledThenDot(a: Float32Array, b: Float32Array, by: number, c: Float32Array): number {
  const n = a.length;
  const even = n - (n % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < even; i += 4) {
    const v0 = Math.fround((a[i] ?? 0) + by * (b[i] ?? 0));
    const v1 = Math.fround((a[i + 1] ?? 0) + by * (b[i + 1] ?? 0));
    const v2 = Math.fround((a[i + 2] ?? 0) + by * (b[i + 2] ?? 0));
    const v3 = Math.fround((a[i + 3] ?? 0) + by * (b[i + 3] ?? 0));
    a[i] = v0;
    a[i + 1] = v1;
    a[i + 2] = v2;
    a[i + 3] = v3;
    s0 += v0 * (c[i] ?? 0);
    s1 += v1 * (c[i + 1] ?? 0);
    s2 += v2 * (c[i + 2] ?? 0);
    s3 += v3 * (c[i + 3] ?? 0);
  }
  for (let i = even; i < n; i += 1) {
    const v = Math.fround((a[i] ?? 0) + by * (b[i] ?? 0));
    a[i] = v;
    s0 += v * (c[i] ?? 0);
  }
  return s0 + s1 + (s2 + s3);
}

/** a += by · b */
export function addScaled(a: Float32Array, b: Float32Array, by: number): void {
  for (let i = 0; i < a.length; i += 1) a[i] = (a[i] ?? 0) + by * (b[i] ?? 0);
}

/** out = a + by · b */
export function sumScaled(out: Float32Array, a: Float32Array, b: Float32Array, by: number): void {
  for (let i = 0; i < out.length; i += 1) out[i] = (a[i] ?? 0) + by * (b[i] ?? 0);
}

/** a · by, in place */
export function scale(a: Float32Array, by: number): void {
  for (let i = 0; i < a.length; i += 1) a[i] = (a[i] ?? 0) * by;
}

/** by · a, as a new vector */
export function scaled(a: Float32Array, by: number): Float32Array {
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i += 1) out[i] = (a[i] ?? 0) * by;
  return out;
}

/** a − b */
export function difference(a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i += 1) out[i] = (a[i] ?? 0) - (b[i] ?? 0);
  return out;
}

export function norm(a: Float32Array): number {
  return Math.sqrt(dot(a, a));
}
