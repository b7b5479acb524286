import { gatherEvidence, type Scored } from '../../src/gateway/local/grounded/features.ts';
import type { MiniLm } from '../../src/gateway/local/minilm/minilm.ts';
import { type Retrieved, retrieve } from '../../src/knowledge/index.ts';
import type { QaSet } from '../harness/data.ts';
import type { Bench } from '../harness/throwaway.ts';

/** One question with the candidates that the real search found for it. */
export interface Case {
  question: string;
  document: number;
  /** Right collection, the right collection without the document that answers, or a foreign collection. */
  kind: 'answerable' | 'removed' | 'foreign';
  scored: Scored[];
  /** Whether each candidate sentence holds an accepted answer. */
  gold: boolean[];
  trust: number;
}

const PASSAGES = 6;

/** Asks each question against a collection; `removed` drops the passages of the document that has the answer. */
export async function collect(
  bench: Bench,
  minilm: Pick<MiniLm, 'embed'>,
  set: Pick<QaSet, 'questions'>,
  collectionId: string,
  kind: Case['kind'],
): Promise<Case[]> {
  const { knowledge } = bench.platform;
  const cases: Case[] = [];
  for (const { text, document, answers } of set.questions) {
    const found = await retrieve(knowledge, bench.actor, {
      text,
      collectionIds: [collectionId],
      limit: PASSAGES * 2,
    });
    const source = `d${document}.txt`;
    const passages = found.passages
      .filter((passage) => kind !== 'removed' || passage.documentName !== source)
      .slice(0, PASSAGES);
    const evidence = await gatherEvidence(minilm, text, passages.map(toGrounding(passages)), found.language);
    const gold = evidence.scored.map(({ candidate }) => {
      const right = kind === 'answerable' && passages[candidate.passage]?.documentName === source;
      return right && answers.some((answer) => candidate.span.text.includes(answer));
    });
    cases.push({ question: text, document, kind, scored: evidence.scored, gold, trust: evidence.trust });
  }
  return cases;
}

function toGrounding(all: readonly Retrieved[]) {
  const best = all[0]?.score || 1;
  return (passage: Retrieved) => ({
    id: passage.id,
    heading: [...new Set([passage.title ?? '', ...passage.headings])].filter(Boolean).join(' > '),
    text: passage.text,
    score: passage.score / best,
    language: passage.language ?? undefined,
  });
}
