import { readFileSync } from 'node:fs';

/** The tensors of a safetensors file: an 8-byte length, a JSON header of that length, then the data. */
export interface Weights {
  float16(name: string): Float16Array;
  float32(name: string): Float32Array;
}

export function readSafetensors(path: string): Weights {
  const file = readFileSync(path);
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header: Record<string, { dtype: string; data_offsets: [number, number] }> = JSON.parse(
    file.toString('utf8', 8, start),
  );
  const float16 = (name: string) => {
    const entry = header[name];
    if (entry?.dtype !== 'F16') throw new Error(`${path} has no 16-bit tensor ${name}`);
    const [from, to] = entry.data_offsets;
    // A copy, because a Float16Array must begin at an even offset of its buffer.
    return new Float16Array(new Uint8Array(file.subarray(start + from, start + to)).buffer);
  };
  return { float16, float32: (name) => Float32Array.from(float16(name)) };
}
