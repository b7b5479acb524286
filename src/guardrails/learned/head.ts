import { lexicalFeatures } from './lexical.ts';

/** A row of numbers as one byte each: `data` is base64 of signed bytes, each times `scale` is the weight. */
export interface Packed {
  scale: number;
  data: string;
}

/** A logistic head as it stands in a weights file. */
export interface HeadFile {
  bias: number;
  embedding: Packed;
  lexical: Packed;
  extra: number[];
}

/** What a unit looks like to a head. */
export interface UnitFeatures {
  vector: Float32Array;
  text: string;
  extra: readonly number[];
}

/** Reads a head: a function from a unit to the probability that it is what the head looks for. */
export function openHead(file: HeadFile): (unit: UnitFeatures) => number {
  const embedding = unpack(file.embedding);
  const lexical = unpack(file.lexical);
  return ({ vector, text, extra }) => {
    let logit = file.bias;
    for (let i = 0; i < embedding.length; i += 1) logit += (embedding[i] ?? 0) * (vector[i] ?? 0);
    const found = lexicalFeatures(text);
    let words = 0;
    for (const bucket of found) words += lexical[bucket] ?? 0;
    // A long text must not be louder only because it has more words.
    logit += words / Math.sqrt(Math.max(1, found.length));
    for (const [i, weight] of file.extra.entries()) logit += weight * (extra[i] ?? 0);
    return 1 / (1 + Math.exp(-logit));
  };
}

export function unpack({ scale, data }: Packed): Float32Array {
  const bytes = Buffer.from(data, 'base64');
  return Float32Array.from(
    new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    (byte) => byte * scale,
  );
}
