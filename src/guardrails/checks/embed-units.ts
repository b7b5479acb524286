import { type MiniLm, remember } from '../../gateway/index.ts';

/** A conversation is sent whole with each of its turns, and begins with the same instructions: only what is new is embedded. */
const remembering = new WeakMap<MiniLm, Pick<MiniLm, 'embed'>>();

/** The vectors of pieces of a text, the same piece embedded once. Somebody waits for a check, so it goes first. */
export async function embedUnits(
  minilm: MiniLm,
  parts: readonly { text: string }[],
): Promise<Float32Array[]> {
  const memory = remembering.get(minilm) ?? remember(minilm);
  remembering.set(minilm, memory);
  const distinct = [...new Set(parts.map((part) => part.text))];
  const embedded = await memory.embed(distinct, true);
  const vectors = new Map(distinct.map((text, i) => [text, embedded[i]?.vector ?? new Float32Array()]));
  return parts.map((part) => vectors.get(part.text) ?? new Float32Array());
}
