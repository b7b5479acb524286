import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createMiniLm } from '../../src/gateway/local/minilm/minilm.ts';
import type { Matrix } from '../../src/tuning/trainers/trainer.ts';
import { progress } from '../harness/report.ts';

const FOLDER = fileURLToPath(new URL('./.cache/', import.meta.url));
const D = 384;
const SLICE = 512;

/** Vectors of texts by local/minilm as the server runs it (int8); remembered from one run to the next. */
export async function embedded(name: string, texts: readonly string[]): Promise<Matrix> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}-${keyOf(texts)}.f32`);
  if (!existsSync(file)) {
    const minilm = openMiniLm();
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

/** Tokens of each text as the gateway counts them; remembered like the vectors. */
export async function tokensOf(name: string, texts: readonly string[]): Promise<Map<string, number>> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${name}-${keyOf(texts)}.tokens.json`);
  if (!existsSync(file)) {
    const minilm = openMiniLm();
    const counts: number[] = [];
    for (let at = 0; at < texts.length; at += SLICE)
      for (const { tokens } of await minilm.embed(texts.slice(at, at + SLICE))) counts.push(tokens);
    await minilm.close();
    writeFileSync(file, JSON.stringify(counts));
  }
  const counts = z.array(z.number()).parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(texts.map((text, i) => [text, counts[i] ?? 0]));
}

function openMiniLm() {
  return createMiniLm({ threads: 2, precision: 'int8', cacheDir: join(tmpdir(), 'sevenfold-bench-model') });
}

function keyOf(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}
