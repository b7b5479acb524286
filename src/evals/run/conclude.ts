import { canonical } from '../../apps/index.ts';
import type { Evals, MeasureInput } from '../bag.ts';
import { decide } from '../gate/decide.ts';
import type { GradedExample } from '../gate/graded-example.ts';
import { findEvalRun, type ResultRow, resultsOf, setVerdict } from '../store/eval-runs.ts';
import { type ExampleRow, listExamples } from '../store/examples.ts';
import { sha256 } from './start-eval-run.ts';

/** Judges what was measured and stores the verdict. */
export async function conclude(bag: Evals, { workspaceId, evalRunId }: MeasureInput): Promise<void> {
  const found = await bag.db.in(workspaceId, async (tx) => {
    const run = await findEvalRun(tx, evalRunId);
    if (run?.status !== 'running') return undefined;
    const examples = await listExamples(tx, { datasetId: run.datasetId, version: run.datasetVersion });
    return { run, examples, results: await resultsOf(tx, evalRunId) };
  });
  if (!found) return;
  const { run, examples, results } = found;
  const verdict = decide(
    {
      definition: run.definition,
      version: run.version,
      baseline: run.baseline,
      hashes: {
        version: run.versionHash,
        baseline: run.baselineHash,
        dataset: run.datasetHash,
        graders: sha256(canonical(run.definition.graders)),
        outputs: outputsHash(results),
      },
    },
    gradedExamples(examples, results),
  );
  await bag.db.in(workspaceId, (tx) => setVerdict(tx, evalRunId, verdict));
}

function gradedExamples(examples: readonly ExampleRow[], results: readonly ResultRow[]): GradedExample[] {
  const byExample = Map.groupBy(results, (result) => result.exampleId);
  return examples.map(({ id, item }) => {
    const mine = (byExample.get(id) ?? []).sort((a, b) => a.repeat - b.repeat);
    const side = (name: ResultRow['side']) =>
      mine.filter((result) => result.side === name).map((result) => result.scores);
    return { exampleId: id, tags: item.tags, candidate: side('candidate'), baseline: side('baseline') };
  });
}

/** What was said, without how long it took: the same answers give the same hash. */
function outputsHash(results: readonly ResultRow[]): string {
  const said = results
    .map(({ exampleId, side, repeat, outcome }) => {
      const { answer, abstained, reason, error, citations } = outcome;
      const quotes = citations.map(({ filename, quote }) => ({ filename, quote }));
      return canonical({ exampleId, side, repeat, answer, abstained, reason, error, quotes });
    })
    .sort();
  return sha256(said.join('\n'));
}
