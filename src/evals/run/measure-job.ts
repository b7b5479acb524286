import { findVersion, type VersionRow } from '../../apps/index.ts';
import { groupsNamed } from '../../identity/index.ts';
import type { Kernel } from '../../kernel/index.ts';
import type { Evals, MeasureInput } from '../bag.ts';
import { type EvalRunRow, findEvalRun, openEvalRuns, resultKeys, setStatus } from '../store/eval-runs.ts';
import { type ExampleRow, listExamples } from '../store/examples.ts';
import { conclude } from './conclude.ts';
import { type Case, measureCase } from './measure-case.ts';

/** Cases in one step: small enough that progress and cancelling are prompt, large enough that steps cost nothing. */
const BATCH = 100;

/** Declares the durable job behind an eval run. `bag` is asked for late, because the job is part of it. */
export function declareMeasuring(kernel: Kernel, bag: () => Evals): Evals['measuring'] {
  const job = kernel.durable.job<MeasureInput>('measure', { perProcess: 2 }, async (input, step) => {
    for (let n = 0; await step(`cases ${n}`, (signal) => measureBatch(bag(), input, signal)); n += 1);
    await step('conclude', () => conclude(bag(), input));
  });
  // A run is acknowledged when its row is committed; if the process died before the job started, it is started here.
  kernel.durable.reconcile('eval runs', async () => {
    for (const { id, workspaceId } of await kernel.db.system(openEvalRuns))
      await job.ensure(id, { workspaceId, evalRunId: id });
  });
  return job;
}

/** Measures the next cases that have no result yet; false when none is left or the run was cancelled. */
async function measureBatch(bag: Evals, input: MeasureInput, signal: AbortSignal): Promise<boolean> {
  const work = await bag.db.in(input.workspaceId, async (tx) => {
    const run = await findEvalRun(tx, input.evalRunId);
    if (!run || !(await setStatus(tx, run.id, 'running'))) return undefined;
    const examples = await listExamples(tx, { datasetId: run.datasetId, version: run.datasetVersion });
    const groups = await groupsNamed(tx, [...new Set(examples.flatMap((example) => example.item.groups))]);
    const have = new Set((await resultKeys(tx, run.id)).map(keyOf));
    const sides = {
      candidate: await findVersion(tx, run.appSlug, run.version),
      baseline: run.baseline === null ? undefined : await findVersion(tx, run.appSlug, run.baseline),
    };
    return { run, groups, cases: casesOf(run, examples, sides).filter((one) => !have.has(keyOf(one))) };
  });
  if (!work || work.cases.length === 0) return false;
  const { run, groups } = work;
  const queue = work.cases.slice(0, BATCH);
  const stop = new AbortController();
  const abort = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(30 * 60_000)]);
  const watch = setInterval(() => void stopWhenCancelled(bag, input, stop), 1_000);
  try {
    await Promise.all(
      Array.from({ length: run.definition.concurrency }, async () => {
        for (let next = queue.shift(); next && !abort.aborted; next = queue.shift())
          await measureCase(bag, run, next, { groups, signal: abort });
      }),
    );
  } catch (error) {
    // What was under way when the run was cancelled ends in an error; that is no reason to try again.
    if (!stop.signal.aborted) throw error;
  } finally {
    clearInterval(watch);
  }
  return !stop.signal.aborted;
}

async function stopWhenCancelled(bag: Evals, input: MeasureInput, stop: AbortController): Promise<void> {
  const run = await bag.db
    .in(input.workspaceId, (tx) => findEvalRun(tx, input.evalRunId))
    .catch(() => undefined);
  if (run?.status === 'cancelled') stop.abort();
}

/** Both versions meet an example one after the other, so that a passing slowness hits both. */
function casesOf(
  run: EvalRunRow,
  examples: readonly ExampleRow[],
  sides: Record<'candidate' | 'baseline', VersionRow | undefined>,
): Case[] {
  return examples.flatMap((example) =>
    Array.from({ length: run.definition.repeats }, (_, repeat) =>
      (['candidate', 'baseline'] as const).flatMap((side) => {
        const version = sides[side];
        return version ? [{ example, exampleId: example.id, side, repeat, version }] : [];
      }),
    ).flat(),
  );
}

function keyOf({ exampleId, side, repeat }: Pick<Case, 'exampleId' | 'side' | 'repeat'>): string {
  return `${exampleId} ${side} ${repeat}`;
}
