import type { MiniLm } from '../../gateway/index.ts';

/** The vectors of pieces of a text, the same piece embedded once. Somebody waits for a check, so it goes first. */
export async function embedUnits(
  minilm: MiniLm,
  parts: readonly { text: string }[],
): Promise<Float32Array[]> {
  const distinct = [...new Set(parts.map((part) => part.text))];
  const embedded = await minilm.embed(distinct, true);
  const vectors = new Map(distinct.map((text, i) => [text, embedded[i]?.vector ?? new Float32Array()]));
  return parts.map((part) => vectors.get(part.text) ?? new Float32Array());
}
