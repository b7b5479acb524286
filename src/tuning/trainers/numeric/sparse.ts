import { sparseKernel } from '../../../numeric/index.ts';

/** Rows of few numbers: those of row r stand from `starts[r]` to `starts[r + 1]`. */
export interface Sparse {
  rows: number;
  columns: number;
  starts: Int32Array;
  /** The column of each number. */
  at: Int32Array;
  values: Float32Array;
}

/** Products of one sparse matrix S with dense ones, a block of rows at a time. */
export interface SparseProduct {
  /** Takes the weights W [columns of S, k] and sets the gradient to zero. */
  begin(w: Float32Array): void;
  /** Rows `from` to `to` of S W, [rows, k]. */
  gather(from: number, to: number): Float32Array;
  /** Adds Sᵀ E to the gradient, E [rows, k] being rows `from` to `to`. */
  scatter(e: Float32Array, from: number, to: number): void;
  /** Adds the gradient [columns of S, k] to `sum`. */
  end(sum: Float32Array): void;
}

const PAGE = 65_536;
const LINE = 16;

/** Lays the matrix out for the kernel. `most` is the greatest block of rows that will be asked for. */
export function openProduct(s: Sparse, k: number, most: number): SparseProduct {
  const wide = Math.ceil(k / 4) * 4;
  const sizes = [s.starts.byteLength, s.at.byteLength, s.values.byteLength];
  const [weightBytes, blockBytes] = [s.columns * wide * 4, Math.min(most, s.rows) * wide * 4];
  const places: number[] = [];
  let size = 0;
  for (const bytes of [...sizes, weightBytes, weightBytes, blockBytes]) {
    places.push(size);
    size += Math.ceil(bytes / LINE) * LINE;
  }
  const [starts = 0, at = 0, values = 0, weights = 0, gradient = 0, block = 0] = places;
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(size / PAGE)) });
  const run = sparseKernel(memory);
  new Int32Array(memory.buffer, starts, s.starts.length).set(s.starts);
  new Int32Array(memory.buffer, at, s.at.length).set(s.at);
  new Float32Array(memory.buffer, values, s.values.length).set(s.values);
  const lines = (place: number, rows: number) => new Float32Array(memory.buffer, place, rows * wide);
  const spread = (from: Float32Array, to: Float32Array) => {
    if (wide === k) return to.set(from);
    for (let i = 0, o = 0; i < from.length; i += k, o += wide)
      for (let c = 0; c < k; c += 1) to[o + c] = from[i + c] ?? 0;
  };
  return {
    begin(w) {
      spread(w, lines(weights, s.columns));
      lines(gradient, s.columns).fill(0);
    },
    gather(from, to) {
      const out = lines(block, to - from).fill(0);
      run(block, weights, starts, at, values, wide * 4, from, to, 0);
      const narrow = new Float32Array((to - from) * k);
      for (let i = 0, o = 0; i < narrow.length; i += k, o += wide)
        for (let c = 0; c < k; c += 1) narrow[i + c] = out[o + c] ?? 0;
      return narrow;
    },
    scatter(e, from, to) {
      spread(e, lines(block, to - from));
      run(gradient, block, starts, at, values, wide * 4, from, to, 1);
    },
    end(sum) {
      const out = lines(gradient, s.columns);
      for (let i = 0, o = 0; i < sum.length; i += k, o += wide)
        for (let c = 0; c < k; c += 1) sum[i + c] = (sum[i + c] ?? 0) + (out[o + c] ?? 0);
    },
  };
}

/** Rows of a sparse matrix at these positions, copied. */
export function takeSparse(matrix: Sparse, rows: readonly number[]): Sparse {
  const starts = new Int32Array(rows.length + 1);
  for (const [i, r] of rows.entries())
    starts[i + 1] = (starts[i] ?? 0) + (matrix.starts[r + 1] ?? 0) - (matrix.starts[r] ?? 0);
  const at = new Int32Array(starts[rows.length] ?? 0);
  const values = new Float32Array(at.length);
  for (const [i, r] of rows.entries()) {
    const from = matrix.starts[r] ?? 0;
    const to = matrix.starts[r + 1] ?? 0;
    at.set(matrix.at.subarray(from, to), starts[i] ?? 0);
    values.set(matrix.values.subarray(from, to), starts[i] ?? 0);
  }
  return { rows: rows.length, columns: matrix.columns, starts, at, values };
}
