import { detectLanguage } from '../../../kernel/index.ts';
import type { ChatRequest } from '../../contract-openai.ts';
import type { ChatEvent, FileCitation } from '../../family.ts';
import { questionOf } from '../../wire/messages.ts';
import type { MiniLm } from '../minilm/minilm.ts';
import type { GroundingPassage } from './candidates.ts';
import { type Evidence, gatherEvidence, type Scored } from './features.ts';
import { judge } from './judge.ts';
import { passagesOf } from './passages-of.ts';
import { isSummaryRequest, summarise } from './summarise.ts';
import { abstention } from './words.ts';

/**
 * local/grounded: answers only with sentences of the passages it is given, cites each, and abstains when they do not
 * carry an answer. Passages come in the request's `passages`, or are the text of the messages before the question.
 */
export async function* grounded(
  minilm: Pick<MiniLm, 'embed'>,
  request: ChatRequest,
): AsyncIterable<ChatEvent> {
  const question = questionOf(request.messages);
  const passages = passagesOf(request);
  const language = detectLanguage(question, languagesOf(passages));
  if (isSummaryRequest(question) && passages.length > 0) {
    yield* summarise(minilm, passages);
    return;
  }
  const evidence = await gatherEvidence(minilm, question, passages, language);
  const judgement = judge(evidence);
  if (!judgement || judgement.answerable < judgement.threshold) {
    const reason = judgement ? 'not_supported' : 'no_passages';
    const score = { answerable: judgement?.answerable ?? 0, threshold: judgement?.threshold ?? 0 };
    yield { type: 'text', text: abstention(language) };
    yield { type: 'platform', fields: { sevenfold: { abstained: true, reason, ...score } } };
    yield done(evidence, 0);
    return;
  }
  const answer = compose(inReadingOrder(judgement.picks), passages);
  for (const text of answer.pieces) yield { type: 'text', text };
  yield { type: 'citations', annotations: answer.citations };
  const { answerable, threshold } = judgement;
  yield {
    type: 'platform',
    fields: { sevenfold: { abstained: false, reason: null, answerable, threshold } },
  };
  yield done(evidence, answer.pieces.join('').split(/\s+/).length);
}

/** Two sentences of one passage are said in the passage's order; otherwise the better one comes first. */
function inReadingOrder(picks: Scored[]): Scored[] {
  const [a, b] = picks;
  if (!a || !b || a.candidate.passage !== b.candidate.passage) return picks;
  return a.candidate.span.start <= b.candidate.span.start ? [a, b] : [b, a];
}

function compose(picks: readonly Scored[], passages: readonly GroundingPassage[]) {
  const pieces: string[] = [];
  const citations: FileCitation[] = [];
  let length = 0;
  for (const { candidate } of picks) {
    const passage = passages[candidate.passage];
    const source = {
      file_id: passage?.id ?? '',
      filename: passage?.heading ?? '',
      passage_id: passage?.id ?? '',
    };
    for (const { text: quote } of [candidate.span, ...candidate.notes]) {
      const gap = pieces.length > 0 ? ' ' : '';
      const said = quote.replace(/^-\s+/, '');
      const start = length + gap.length;
      pieces.push(gap + said);
      length = start + said.length;
      citations.push({ type: 'file_citation', ...source, quote, start_index: start, end_index: length });
    }
  }
  return { pieces, citations };
}

function done(evidence: Evidence, completion: number): ChatEvent {
  const usage = {
    prompt_tokens: evidence.tokens,
    completion_tokens: completion,
    total_tokens: evidence.tokens + completion,
  };
  return { type: 'done', finish: 'stop', usage };
}

function languagesOf(passages: readonly GroundingPassage[]): string[] | undefined {
  const known = [...new Set(passages.flatMap((passage) => (passage.language ? [passage.language] : [])))];
  return known.length > 0 ? known : undefined;
}
