import { terms } from '../../../kernel/index.ts';
import { dot } from '../minilm/dot.ts';
import { familiarity } from '../minilm/familiarity.ts';
import type { MiniLm } from '../minilm/minilm.ts';
import { type Candidate, candidatesOf, type GroundingPassage, rarity } from './candidates.ts';
import { kindMatch, questionKind } from './question-kind.ts';

/** What is known of a sentence as an answer; the order is the order of the weights. */
export const SENTENCE_FEATURES = [
  'cosine',
  'coverage',
  'coverageWithPrevious',
  'coverageWithContext',
  'coverageOfPassage',
  'passageScore',
  'isBestPassage',
  'kindMatch',
  'pairs',
  'length',
  'asksBack',
] as const;

/** What is known of a question against all that was found: whether it can be answered at all. */
export const QUESTION_FEATURES = [
  'bestCosine',
  'bestCoverage',
  'bestPassageCoverage',
  'bestContextCoverage',
  'missing',
  'cosineOfPick',
  'kindOfPick',
  'logitOfPick',
] as const;

export interface Scored {
  candidate: Candidate;
  features: number[];
}

export interface Evidence {
  scored: Scored[];
  /** How far the embedding model understands the question, 0 to 1. */
  trust: number;
  tokens: number;
}

/** Computes the features of every candidate sentence for a question. */
export async function gatherEvidence(
  minilm: Pick<MiniLm, 'embed'>,
  question: string,
  passages: readonly GroundingPassage[],
  language: string | undefined,
): Promise<Evidence> {
  const candidates = candidatesOf(passages);
  const embeddings = await minilm.embed(
    [question, ...candidates.map((candidate) => candidate.span.text)],
    true,
  );
  const [asked, ...found] = embeddings;
  const similarity = (vector: Float32Array | undefined) => (asked && vector ? dot(asked.vector, vector) : 0);
  const wanted = [...new Set(terms(question, language))];
  const weight = rarity(candidates);
  const total = wanted.reduce((sum, term) => sum + weight(term), 0) || 1;
  const coverage = (have: ReadonlySet<string>) =>
    wanted.reduce((sum, term) => sum + (have.has(term) ? weight(term) : 0), 0) / total;
  const passageTerms = passages.map((_, i) =>
    union(candidates.filter((candidate) => candidate.passage === i)),
  );
  const kind = questionKind(question);
  const pairs = pairsOf(terms(question, language));
  const scored = candidates.map((candidate, i): Scored => {
    const passage = passages[candidate.passage];
    const { text } = candidate.span;
    const features = [
      similarity(found[i]?.vector),
      coverage(candidate.terms),
      coverage(candidate.withPrevious),
      coverage(candidate.withContext),
      coverage(passageTerms[candidate.passage] ?? new Set()),
      passage?.score ?? 1,
      candidate.passage === 0 ? 1 : 0,
      kindMatch(kind, question, text),
      share(pairs, pairsOf(terms(text, language))),
      Math.log(1 + candidate.terms.size),
      /[?？]$/.test(text) ? 1 : 0,
    ];
    return { candidate, features };
  });
  const trust = asked ? familiarity(question, asked) : 0;
  return { scored, trust, tokens: embeddings.reduce((sum, embedding) => sum + embedding.tokens, 0) };
}

/** The question's features, given the sentence that was picked and its log-odds of being right. */
export function questionFeatures(scored: readonly Scored[], pick: Scored, logitOfPick: number): number[] {
  const best = (i: number) => scored.reduce((max, one) => Math.max(max, one.features[i] ?? 0), 0);
  const passageCoverage = best(4);
  const ofPick = [pick.features[0] ?? 0, pick.features[7] ?? 0, logitOfPick];
  return [best(0), best(1), passageCoverage, best(3), 1 - passageCoverage ** 2, ...ofPick];
}

function union(candidates: readonly Candidate[]): ReadonlySet<string> {
  return candidates.reduce<ReadonlySet<string>>(
    (all, candidate) => all.union(candidate.withContext),
    new Set(),
  );
}

function pairsOf(list: readonly string[]): Set<string> {
  return new Set(list.slice(1).map((term, i) => `${list[i]} ${term}`));
}

function share(wanted: ReadonlySet<string>, have: ReadonlySet<string>): number {
  return wanted.size === 0 ? 0 : [...wanted].filter((pair) => have.has(pair)).length / wanted.size;
}
