import type { z } from 'zod';
import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract.ts';
import type { ComparedExample, EvalDefinition } from '../contract.ts';
import { headline } from '../gate/headline.ts';
import { maySee } from '../may-see.ts';
import { type ResultRow, resultsOf } from '../store/eval-runs.ts';
import { type ExampleRow, listExamples } from '../store/examples.ts';
import { loadEvalRun } from './manage-eval-runs.ts';

type Compared = z.infer<typeof ComparedExample>;

/** Example by example, both versions side by side; what a caller may not read is left out of the answers. */
export async function listResults(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.listResults>,
): Promise<OutputOf<typeof contract.listResults>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const run = await loadEvalRun(tx, input.id);
    const grader = input.grader ?? mainGrader(run.definition);
    const examples = await listExamples(tx, {
      datasetId: run.datasetId,
      version: run.datasetVersion,
      tag: input.tag,
      reader: actor,
    });
    const byExample = Map.groupBy(await resultsOf(tx, run.id), (result) => result.exampleId);
    const all = examples.flatMap((example) => {
      const results = byExample.get(example.id);
      return results ? [compare(actor, example, results, grader)] : [];
    });
    const counts = { gained: 0, lost: 0, same_pass: 0, same_fail: 0, unjudged: 0 };
    for (const { change } of all) counts[change] += 1;
    const { after, change, limit } = input;
    const data = all.filter((one) => (!after || one.exampleId > after) && (!change || one.change === change));
    return { data: data.slice(0, limit), hasMore: data.length > limit, counts };
  });
}

function mainGrader({ gate }: EvalDefinition): string {
  return headline(gate.criteria.map((criterion) => ({ criterion })))?.criterion.grader ?? '';
}

/** With repeats, the first of each side is shown; the verdict counts them all. */
function compare(actor: Actor, example: ExampleRow, results: readonly ResultRow[], grader: string): Compared {
  const first = (side: ResultRow['side']) =>
    results.filter((result) => result.side === side).sort((a, b) => a.repeat - b.repeat)[0];
  const [candidate, baseline] = [first('candidate'), first('baseline')];
  const readable = (result: ResultRow) => maySee(actor, result);
  const shown = (result: ResultRow | undefined) => (result && readable(result) ? present(result) : null);
  // A note may name a document; that a grade was given may be seen by all.
  const scoresOf = (result: ResultRow | undefined): ResultRow['scores'] => {
    if (!result || readable(result)) return result?.scores ?? {};
    return Object.fromEntries(
      Object.entries(result.scores).map(([name, score]) => [name, { ...score, note: null }]),
    );
  };
  return {
    exampleId: example.id,
    item: example.item,
    candidate: shown(candidate),
    baseline: shown(baseline),
    scores: { candidate: scoresOf(candidate), baseline: scoresOf(baseline) },
    change: changeOf(candidate?.scores[grader]?.pass, baseline?.scores[grader]?.pass),
  };
}

function present({ outcome }: ResultRow): NonNullable<Compared['candidate']> {
  const { answer, abstained, reason, retrieved, durationMs, tokens, error } = outcome;
  const citations = outcome.citations.map(({ filename, quote }) => ({ filename, quote }));
  return { answer, abstained, reason, citations, retrieved, durationMs, tokens, error };
}

function changeOf(now: boolean | null | undefined, before: boolean | null | undefined): Compared['change'] {
  if (now === undefined || now === null) return 'unjudged';
  if (before === undefined || before === null || before === now) return now ? 'same_pass' : 'same_fail';
  return now ? 'gained' : 'lost';
}
