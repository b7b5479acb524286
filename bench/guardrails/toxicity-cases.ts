import { openHead } from '../../src/guardrails/learned/head.ts';
import { toxicExtras } from '../../src/guardrails/learned/toxic-words.ts';
import { ownLines } from './content.ts';
import { type Example, fitHead } from './fit-head.ts';
import type { Judged } from './held-out.ts';
import { bankingQuestions, comments, safePrompts } from './sets.ts';

const FOLDS = 5;

/** A text to learn toxicity from. */
interface Row {
  text: string;
  toxic: boolean;
  source: string;
  weight: number;
}

/** Comments that people judged, sentences of ours, and questions that only sound bad. */
export function toxicityRows(): Row[] {
  const fine = (source: string, weight: number) => (text: string) => ({ text, toxic: false, source, weight });
  return [
    ...comments().map(({ text, toxic }) => ({ text, toxic, source: 'surge', weight: 1 })),
    ...ownLines('toxic.txt').map((text) => ({ text, toxic: true, source: 'own', weight: 1 })),
    ...ownLines('civil.txt').map(fine('own', 1)),
    ...safePrompts().map(fine('xstest safe', 0.5)),
    ...bankingQuestions()
      .filter((_, i) => i % 40 === 0)
      .map(fine('banking77', 0.3)),
  ];
}

/** What the head learns from. */
export function toxicityExamples(
  vectors: ReadonlyMap<string, Float32Array>,
): (Example & { source: string })[] {
  return toxicityRows().map(({ text, toxic, source, weight }) => ({
    text,
    vector: vectors.get(text) ?? new Float32Array(384),
    extra: toxicExtras(text),
    label: toxic ? 1 : 0,
    weight,
    source,
  }));
}

/** Five-fold cross-validation: each text judged by a head that has not seen it. */
export function judgeToxicity(vectors: ReadonlyMap<string, Float32Array>): Judged[] {
  const all = toxicityExamples(vectors);
  const out: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const score = openHead(fitHead(all.filter((_, i) => i % FOLDS !== fold)));
    for (const one of all.filter((_, i) => i % FOLDS === fold))
      out.push({ source: one.source, hostile: one.label === 1, score: score(one) });
  }
  return out;
}
