import { loadCompiled } from '../../../numeric/index.ts';

/** Dimensions the compiled code is made for. */
const DIMENSIONS = 384;
const SIGN_BYTES = DIMENSIONS / 8;
const PAGE_BYTES = 65_536;
/** Vectors that are encoded at a time: about a millisecond. */
const BLOCK = 1_000;
/**
 * Candidates that the signs propose, ranked by their products afterwards. At 100,000 passages the ten nearest of the
 * exact scan are among 400 in 98.4 % of cases, among 800 in 98.9 %; ranking 800 takes a sixth of a millisecond.
 */
const CANDIDATES = 800;

/** See vectors.wat, beside this file, for what each takes: addresses in bytes, and numbers of rows. */
const compiled = loadCompiled(new URL('./vectors.wasm', import.meta.url), ['encode', 'nearest', 'products']);

/** A row of the vectors and its cosine with a question, to about 0.002. */
export interface Near {
  row: number;
  score: number;
}

/** Many unit vectors in memory, each with a label that says who may read it. */
export interface Vectors {
  /** Adds vectors that lie behind one another. Throws when there is no room for them. */
  add(vectors: Float32Array, labels: Uint16Array): void;
  /** The rows nearest to a question among those whose label is allowed (1 at its place), best first. */
  nearest(question: Float32Array, allowed: Uint8Array, limit: number): Near[];
  /** Cosine of one row with a question. */
  cosine(row: number, question: Float32Array): number;
}

/** Makes room for so many vectors. */
export function createVectors(rows: number, labelCount: number): Vectors {
  const layout = place({
    bytes: rows * DIMENSIONS,
    signs: rows * SIGN_BYTES,
    scales: rows * 4,
    labels: rows * 2,
    distances: rows * 2,
    block: BLOCK * DIMENSIONS * 4,
    question: DIMENSIONS * 4,
    questionBytes: DIMENSIONS,
    questionSigns: SIGN_BYTES,
    questionScale: 4,
    allowed: labelCount,
    counts: (DIMENSIONS + 1) * 4,
    list: CANDIDATES * 4,
    products: CANDIDATES * 4,
  });
  const pages = Math.ceil(layout.end / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { encode, nearest, products } = compiled(memory);
  const floats = new Float32Array(memory.buffer);
  const integers = new Int32Array(memory.buffer);
  const bytes = new Int8Array(memory.buffer);
  const halves = new Uint16Array(memory.buffer);
  let filled = 0;

  const cosine = (row: number, question: Float32Array) => {
    const first = layout.bytes + row * DIMENSIONS;
    let sum = 0;
    for (let i = 0; i < DIMENSIONS; i += 1) sum += (question[i] ?? 0) * (bytes[first + i] ?? 0);
    return sum * (floats[layout.scales / 4 + row] ?? 0);
  };

  return {
    add(vectors, labels) {
      if (filled + labels.length > rows) throw new RangeError('more vectors than room was made for');
      if (vectors.length !== labels.length * DIMENSIONS)
        throw new RangeError(`${vectors.length} numbers are not ${labels.length} vectors`);
      halves.set(labels, layout.labels / 2 + filled);
      for (let first = 0; first < labels.length; first += BLOCK) {
        const block = vectors.subarray(first * DIMENSIONS, (first + BLOCK) * DIMENSIONS);
        const count = block.length / DIMENSIONS;
        floats.set(block, layout.block / 4);
        const signs = layout.signs + filled * SIGN_BYTES;
        const out = layout.bytes + filled * DIMENSIONS;
        encode(layout.block, count, signs, out, layout.scales + filled * 4);
        filled += count;
      }
    },
    nearest(question, allowed, limit) {
      floats.set(question, layout.question / 4);
      bytes.set(allowed, layout.allowed);
      encode(layout.question, 1, layout.questionSigns, layout.questionBytes, layout.questionScale);
      const { questionSigns, signs, labels, distances, counts, list } = layout;
      const readers = [labels, layout.allowed, CANDIDATES] as const;
      const found = nearest(questionSigns, signs, filled, ...readers, distances, counts, list);
      products(layout.questionBytes, layout.bytes, list, found, layout.products);
      const rowAt = (i: number) => integers[list / 4 + i] ?? 0;
      const scores = new Float32Array(found).map(
        (_, i) => (integers[layout.products / 4 + i] ?? 0) * (floats[layout.scales / 4 + rowAt(i)] ?? 0),
      );
      // Numbers alone sort much faster than objects: the worst that is wanted first, then what is no worse.
      const least = scores.toSorted().at(-limit) ?? Number.NEGATIVE_INFINITY;
      const near: Near[] = [];
      for (const [i, score] of scores.entries())
        if (score >= least) near.push({ row: rowAt(i), score: cosine(rowAt(i), question) });
      return near.sort((a, b) => b.score - a.score).slice(0, limit);
    },
    cosine,
  };
}

/** Puts the parts behind one another, each at a multiple of 16; gives their addresses. */
function place<Part extends string>(sizes: Record<Part, number>): Record<Part | 'end', number> {
  const at: Record<string, number> = {};
  let end = 0;
  for (const [part, size] of Object.entries<number>(sizes)) {
    at[part] = end;
    end += Math.ceil(size / 16) * 16;
  }
  return { ...at, end } as Record<Part | 'end', number>;
}
