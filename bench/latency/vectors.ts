import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MiniLm } from '../../src/gateway/local/minilm/minilm.ts';
import { progress } from '../harness/report.ts';

const CACHE = fileURLToPath(new URL('../.cache', import.meta.url));
const DIMENSIONS = 384;
const BLOCK = 2_000;

/**
 * The vectors of many texts; computed once and kept in bench/.cache under the texts' hash and the model's version.
 * @param model names the model and its precision; another one makes another file.
 */
export async function cachedVectors(
  minilm: MiniLm,
  texts: readonly string[],
  { hash, model }: { hash: string; model: string },
): Promise<Float32Array[]> {
  const path = join(CACHE, `${model}-${hash.slice(0, 16)}.f32`);
  if (!existsSync(path)) {
    mkdirSync(CACHE, { recursive: true });
    const all = new Float32Array(texts.length * DIMENSIONS);
    for (let i = 0; i < texts.length; i += BLOCK) {
      const embeddings = await minilm.embed(texts.slice(i, i + BLOCK));
      for (const [n, { vector }] of embeddings.entries()) all.set(vector, (i + n) * DIMENSIONS);
      progress(`embedded ${Math.min(i + BLOCK, texts.length)} of ${texts.length}`);
    }
    writeFileSync(`${path}.partial`, new Uint8Array(all.buffer));
    renameSync(`${path}.partial`, path);
  }
  const all = new Float32Array(new Uint8Array(readFileSync(path)).buffer);
  return texts.map((_, i) => all.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS));
}
