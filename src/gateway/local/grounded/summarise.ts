import { sentences } from '../../../kernel/index.ts';
import type { ChatEvent } from '../../family.ts';
import { dot } from '../minilm/dot.ts';
import type { MiniLm } from '../minilm/minilm.ts';
import type { GroundingPassage } from './candidates.ts';

const REQUEST =
  /^\W*(please\s+)?(summari[sz]e|give (me )?a summary|tl;?dr|resume|haz un resumen|总结|概括|摘要|请(总结|概括))/i;
const LENGTH = 3;
const MAX_SENTENCES = 80;

export function isSummaryRequest(question: string): boolean {
  return REQUEST.test(question);
}

/** The sentences nearest to the middle of all that is said, no two of them alike, in the order of the text. */
export async function* summarise(
  minilm: Pick<MiniLm, 'embed'>,
  passages: readonly GroundingPassage[],
): AsyncIterable<ChatEvent> {
  const spans = passages
    .flatMap((passage) =>
      sentences(passage.text, passage.language).map((span) => ({ passage, text: span.text })),
    )
    .slice(0, MAX_SENTENCES);
  const embeddings = await minilm.embed(
    spans.map((span) => span.text),
    true,
  );
  const vectors = embeddings.map((embedding) => embedding.vector);
  const middle =
    vectors[0]?.map((_, j) => vectors.reduce((sum, vector) => sum + (vector[j] ?? 0), 0)) ??
    new Float32Array();
  const near = (i: number) => dot(vectors[i] ?? middle, middle);
  const order = spans.map((_, i) => i).sort((a, b) => near(b) - near(a));
  const picked: number[] = [];
  for (const i of order) {
    if (picked.length === LENGTH) break;
    if (picked.every((other) => dot(vectors[i] ?? middle, vectors[other] ?? middle) < 0.8)) picked.push(i);
  }
  let length = 0;
  for (const i of picked.sort((a, b) => a - b)) {
    const span = spans[i];
    if (!span) continue;
    const text = `${length > 0 ? ' ' : ''}${span.text}`;
    yield { type: 'text', text };
    const start_index = length + (length > 0 ? 1 : 0);
    length += text.length;
    const source = {
      file_id: span.passage.id,
      filename: span.passage.heading ?? '',
      passage_id: span.passage.id,
    };
    yield {
      type: 'citations',
      annotations: [{ type: 'file_citation', ...source, quote: span.text, start_index, end_index: length }],
    };
  }
  const prompt = embeddings.reduce((sum, embedding) => sum + embedding.tokens, 0);
  yield {
    type: 'done',
    finish: 'stop',
    usage: { prompt_tokens: prompt, completion_tokens: length, total_tokens: prompt + length },
  };
}
