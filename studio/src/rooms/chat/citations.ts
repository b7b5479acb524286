import type { Citation } from '../../client/endpoints.ts';

/** A passage that an answer cites, with the number it has in this answer. */
export interface Source {
  number: number;
  passageId: string;
  filename: string;
  quote: string;
}

/** The sources that a sentence rests on, at the end of that sentence in the answer's text. */
export interface Chips {
  at: number;
  sources: Source[];
}

/** Numbers the cited passages in the order in which the answer uses them. */
export function sourcesOf(citations: readonly Citation[]): Source[] {
  const sources = new Map<string, Source>();
  for (const { passage_id: passageId, filename, quote } of inOrder(citations)) {
    if (sources.has(passageId)) continue;
    sources.set(passageId, { number: sources.size + 1, passageId, filename, quote });
  }
  return [...sources.values()];
}

/** Where the numbers stand, each with the quote that backs this very sentence. */
export function chipsOf(citations: readonly Citation[]): Chips[] {
  const numbers = new Map(sourcesOf(citations).map((source) => [source.passageId, source.number]));
  const places = new Map<number, Source[]>();
  for (const { end_index: at, passage_id: passageId, filename, quote } of inOrder(citations)) {
    const sources = places.get(at) ?? [];
    if (sources.some((source) => source.passageId === passageId)) continue;
    places.set(at, [...sources, { number: numbers.get(passageId) ?? 0, passageId, filename, quote }]);
  }
  return [...places].map(([at, sources]) => ({ at, sources })).sort((a, b) => a.at - b.at);
}

function inOrder(citations: readonly Citation[]): Citation[] {
  return [...citations].sort((a, b) => a.end_index - b.end_index);
}
