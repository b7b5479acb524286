import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMiniLm } from '../../src/gateway/local/minilm/minilm.ts';
import type { Matrix } from '../../src/tuning/trainers/trainer.ts';
import { progress } from '../harness/report.ts';

const FOLDER = fileURLToPath(new URL('./.cache/', import.meta.url));
const D = 384;
const SLICE = 512;

/** Vectors of texts by local/minilm as the server runs it (int8); remembered from one run to the next. */
export async function embedded(name: string, texts: readonly string[]): Promise<Matrix> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(
    FOLDER,
    `${name}-${createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)}.f32`,
  );
  if (!existsSync(file)) {
    const minilm = createMiniLm({
      threads: 2,
      precision: 'int8',
      cacheDir: join(tmpdir(), 'sevenfold-bench-model'),
    });
    const values = new Float32Array(texts.length * D);
    for (let at = 0; at < texts.length; at += SLICE) {
      const some = await minilm.embed(texts.slice(at, at + SLICE));
      for (const [i, { vector }] of some.entries()) values.set(vector, (at + i) * D);
      progress(`${name}: embedded ${Math.min(texts.length, at + SLICE)} of ${texts.length}`);
    }
    await minilm.close();
    writeFileSync(file, Buffer.from(values.buffer));
  }
  const bytes = readFileSync(file);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return { rows: texts.length, columns: D, values };
}
