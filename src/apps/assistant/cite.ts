import { sentences, terms } from '../../kernel/index.ts';
import type { Retrieved } from '../../knowledge/index.ts';
import type { Citation } from '../contract.ts';

/** The citation of a passage for a stretch of the answer, quoting the sentence of the passage that is nearest to it. */
export function cite(passage: Retrieved, answer: string, range: { start: number; end: number }): Citation {
  return {
    type: 'file_citation',
    file_id: passage.fileId,
    filename: passage.documentName,
    passage_id: passage.id,
    quote: nearestSentence(passage, answer.slice(range.start, range.end)),
    start_index: range.start,
    end_index: range.end,
  };
}

function nearestSentence(passage: Retrieved, said: string): string {
  const language = passage.language ?? undefined;
  const wanted = new Set(terms(said, language));
  const spans = sentences(passage.text, language).map((span) => {
    const have = new Set(terms(span.text, language));
    return { text: span.text, shared: wanted.intersection(have).size / Math.sqrt(1 + have.size) };
  });
  const best = spans.reduce((a, b) => (b.shared > a.shared ? b : a), {
    text: passage.text.slice(0, 300),
    shared: 0,
  });
  return best.text;
}
