import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMiniLm, type MiniLm } from '../../src/gateway/local/minilm/minilm.ts';
import { progress } from '../harness/report.ts';

const FOLDER = fileURLToPath(new URL('./.cache/', import.meta.url));
const DIMENSIONS = 384;
const SLICE = 256;

/** The model as the server runs it. */
export function openMiniLm(): MiniLm {
  return createMiniLm({ threads: 2, precision: 'int8', cacheDir: join(tmpdir(), 'sevenfold-bench-model') });
}

/** Embeds texts, and remembers the vectors: training is run many times over the same texts. */
export async function embedCached(
  minilm: MiniLm,
  name: string,
  texts: readonly string[],
): Promise<Map<string, Float32Array>> {
  mkdirSync(FOLDER, { recursive: true });
  const known = read(name);
  const missing = [...new Set(texts)].filter((text) => !known.has(key(text)));
  for (let at = 0; at < missing.length; at += SLICE) {
    const slice = missing.slice(at, at + SLICE);
    for (const [i, { vector }] of (await minilm.embed(slice)).entries())
      known.set(key(slice[i] ?? ''), vector);
    progress(`${name}: embedded ${Math.min(missing.length, at + SLICE)} of ${missing.length}`);
    write(name, known);
  }
  return new Map(texts.map((text) => [text, known.get(key(text)) ?? new Float32Array(DIMENSIONS)]));
}

function key(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}

function read(name: string): Map<string, Float32Array> {
  const keys = join(FOLDER, `${name}.json`);
  if (!existsSync(keys)) return new Map();
  const bytes = readFileSync(join(FOLDER, `${name}.f32`));
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const names: string[] = JSON.parse(readFileSync(keys, 'utf8'));
  return new Map(names.map((one, i) => [one, all.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS)]));
}

function write(name: string, known: ReadonlyMap<string, Float32Array>): void {
  const all = new Float32Array(known.size * DIMENSIONS);
  for (const [i, vector] of [...known.values()].entries()) all.set(vector, i * DIMENSIONS);
  writeFileSync(join(FOLDER, `${name}.f32`), Buffer.from(all.buffer));
  writeFileSync(join(FOLDER, `${name}.json`), JSON.stringify([...known.keys()]));
}
