/** A stretch of a text, by its offsets, and how long what stands in its place is. */
export interface Edit {
  start: number;
  end: number;
  length: number;
}

/** Where an offset of a text lies after some edits of it; one inside of what was replaced lies at its edge. */
export function moved(at: number, edits: readonly Edit[]): number {
  let shift = 0;
  for (const { start, end, length } of edits) {
    if (at <= start) break;
    if (at < end) return start + shift + length;
    shift += length - (end - start);
  }
  return at + shift;
}
