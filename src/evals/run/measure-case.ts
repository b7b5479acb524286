import { tryVersion, type VersionRow } from '../../apps/index.ts';
import { strictest } from '../../gateway/index.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import { grade } from '../graders/grade.ts';
import type { StoredOutcome, StoredScore } from '../schema.ts';
import { addResult, type EvalRunRow } from '../store/eval-runs.ts';
import type { ExampleRow } from '../store/examples.ts';

/** One question to one version. */
export interface Case {
  example: ExampleRow;
  exampleId: string;
  side: 'candidate' | 'baseline';
  repeat: number;
  version: VersionRow;
}

/** Retrieved passages are kept for the comparison screen; beyond this their text helps nobody. */
const PASSAGE_LENGTH = 1_500;

/** Asks, grades and stores. Doing it twice counts once. */
export async function measureCase(
  bag: Evals,
  run: EvalRunRow,
  { example, side, repeat, version }: Case,
  context: { groups: readonly { id: string; slug: string }[]; signal: AbortSignal },
): Promise<void> {
  const { workspaceId } = run;
  const { item } = example;
  const asker: Actor = {
    workspaceId,
    id: `eval:${run.id}`,
    kind: 'key',
    name: 'Eval',
    role: 'member',
    groups: context.groups
      .filter((group) => item.groups.includes(group.slug) || item.groups.includes(group.id))
      .map((group) => group.id),
    scopes: 'all',
  };
  const trial = await tryVersion(bag, asker, {
    version,
    history: [{ role: 'user', content: item.question }],
    signal: context.signal,
    dataClass: strictest(run.dataClass, example.dataClass),
  });
  const outcome: StoredOutcome = {
    answer: trial.answer,
    abstained: trial.abstained,
    reason: trial.reason,
    citations: trial.citations.map(({ filename, quote, passage_id: passage }) => ({
      filename,
      quote,
      passage,
    })),
    retrieved: trial.retrieved.map(({ documentName, text }) => ({
      documentName,
      text: text.slice(0, PASSAGE_LENGTH),
    })),
    durationMs: Math.round(trial.durationMs * 10) / 10,
    tokens: trial.tokens,
    costUsd: trial.costUsd,
    error: trial.error,
  };
  // Graded on the whole passages, stored without their tails.
  const graded = { ...outcome, retrieved: trial.retrieved };
  const scores: Record<string, StoredScore> = {};
  for (const grader of run.definition.graders) {
    const score = await grade(grader, { item, outcome: graded, minilm: bag.minilm });
    if (score) scores[grader.name] = score;
  }
  const { restrictedTo } = trial;
  await bag.db.in(workspaceId, (tx) =>
    addResult(tx, {
      workspaceId,
      evalRunId: run.id,
      exampleId: example.id,
      side,
      repeat,
      outcome,
      scores,
      restrictedTo,
    }),
  );
}
