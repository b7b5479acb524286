import { openHead } from '../../src/guardrails/learned/head.ts';
import { type Case, documentCases, FOLDS, promptCases } from './injection-cases.ts';
import { learnDocuments, learnPrompts, unitsOf } from './learn-injection.ts';

type Vectors = ReadonlyMap<string, Float32Array>;

/** A case with the score of a head that has seen neither it nor, for documents, its category of attack. */
export interface Judged {
  source: string;
  hostile: boolean;
  score: number;
}

/** Five-fold cross-validation of both heads of the injection check. */
export function judgeInjection(vectors: Vectors): { prompts: Judged[]; documents: Judged[] } {
  return {
    prompts: judge(promptCases(), learnPrompts, vectors, false),
    documents: judge(documentCases(), learnDocuments, vectors, true),
  };
}

function judge(cases: Case[], learn: typeof learnPrompts, vectors: Vectors, inDocument: boolean): Judged[] {
  const out: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const train = cases.filter((one) => one.fold !== fold);
    const score = openHead(learn(train, vectors));
    for (const one of cases.filter((other) => other.fold === fold)) {
      const best = Math.max(0, ...unitsOf(one, 0, vectors, inDocument).map(score));
      out.push({ source: one.source, hostile: one.hostile, score: best });
    }
  }
  return out;
}
