import { KNOWN } from '../../src/guardrails/pii/gazetteer/gazetteer.ts';
import { tokens } from '../../src/guardrails/pii/tokens.ts';
import { ownLines } from './content.ts';
import { fitTagger } from './fit-tagger.ts';
import { type Labelled, ownSentences } from './pii-sentences.ts';
import { assistantQuestions, bankingQuestions, type PiiExample } from './sets.ts';

/** Which of five parts a template belongs to: sentences of one template never stand on both sides of a split. */
export function foldOfTemplate(id: number): number {
  return (id * 7) % 5;
}

/** Learns the tagger from sentences of ours, harmless questions, and the given part of Presidio's sentences. */
export function learnPii(examples: readonly PiiExample[]) {
  const plain = harmless();
  const texts = plain.map((one) => one.text);
  return fitTagger([...ownSentences(22, texts), ...plain, ...examples.map(labelled)]);
}

function labelled(example: PiiExample): Labelled {
  return {
    text: example.full_text,
    spans: example.spans.map((span) => ({
      type: span.entity_type === 'PREFIX' ? 'PERSON' : span.entity_type,
      start: span.start_position,
      end: span.end_position,
    })),
    group: String(example.template_id),
  };
}

/** Questions without names in them; those with a place are left out, because nobody marked it. */
function harmless(): Labelled[] {
  const texts = [
    ...bankingQuestions().filter((_, i) => i % 5 === 0),
    ...assistantQuestions().filter((_, i) => i % 8 === 0),
    ...ownLines('benign.txt'),
    ...ownLines('civil.txt'),
  ];
  const places = KNOWN.place | KNOWN.partOfPlace;
  return texts
    .filter((text) => tokens(text, () => 0).every((token) => (token.known & places) === 0))
    .map((text) => ({ text, spans: [], group: 'harmless' }));
}
