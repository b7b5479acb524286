import type { MiniLm } from '../../gateway/index.ts';
import type { Matrix } from '../trainers/trainer.ts';

/** Texts handed over at a time: how long cancelling waits. */
const AT_ONCE = 64;
const DIMENSIONS = 384;

/** The vectors of texts, one a row; each different text is embedded once. */
export async function embedTexts(
  minilm: MiniLm,
  texts: readonly string[],
  { signal, progress }: { signal: AbortSignal; progress(share: number): void },
): Promise<Matrix> {
  const different = [...new Set(texts)];
  const known = new Map<string, Float32Array>();
  for (let at = 0; at < different.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const slice = different.slice(at, at + AT_ONCE);
    for (const [i, { vector }] of (await minilm.embed(slice)).entries()) known.set(slice[i] ?? '', vector);
    progress(Math.min(1, (at + AT_ONCE) / different.length));
  }
  const values = new Float32Array(texts.length * DIMENSIONS);
  for (const [i, text] of texts.entries()) values.set(known.get(text) ?? [], i * DIMENSIONS);
  return { rows: texts.length, columns: DIMENSIONS, values };
}
