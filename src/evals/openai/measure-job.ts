import type { Kernel } from '../../kernel/index.ts';
import type { Evals, WireInput } from '../bag.ts';
import { countsOf } from '../store/wire-counts.ts';
import { findWireEval } from '../store/wire-evals.ts';
import { listMeasured, waitingItems } from '../store/wire-items.ts';
import { findWireRun, openWireRuns, setWireStatus } from '../store/wire-runs.ts';
import { measureItem } from './measure-item.ts';

/** Items in one step: small enough that progress and cancelling are prompt, large enough that steps cost nothing. */
const BATCH = 100;
/** Items under way at a time. */
const CONCURRENCY = 8;
const BATCH_MS = 30 * 60_000;
const NOTHING_MEASURED = 'No item could be measured; the output items say why to those who may read them.';

/** Declares the durable job behind a run. `bag` is asked for late, because the job is part of it. */
export function declareWireMeasuring(kernel: Kernel, bag: () => Evals): Evals['wireMeasuring'] {
  const job = kernel.durable.job<WireInput>('wire-evals', { perProcess: 2 }, async (input, step) => {
    for (let n = 0; await step(`items ${n}`, (signal) => measureBatch(bag(), input, signal)); n += 1);
    await step('conclude', () => conclude(bag(), input));
  });
  // A run is acknowledged when its row is committed; if the process died before the job started, it is started here.
  kernel.durable.reconcile('runs of evals on the wire', async () => {
    for (const { id, workspaceId } of await kernel.db.system(openWireRuns))
      await job.ensure(id, { workspaceId, runId: id });
  });
  return job;
}

/** Measures the next items; false when none is left, or the run was canceled or deleted. */
async function measureBatch(bag: Evals, input: WireInput, signal: AbortSignal): Promise<boolean> {
  const work = await bag.db.in(input.workspaceId, async (tx) => {
    const run = await findWireRun(tx, input.runId);
    const parent = run && (await findWireEval(tx, run.evalId));
    if (!run || !parent || !(await setWireStatus(tx, run.id, 'in_progress'))) return undefined;
    return { run, criteria: parent.testingCriteria, items: await waitingItems(tx, run.id, BATCH) };
  });
  if (!work || work.items.length === 0) return false;
  const stop = new AbortController();
  const abort = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(BATCH_MS)]);
  const watch = setInterval(() => void stopWhenEnded(bag, input, stop), 1_000);
  try {
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        for (let next = work.items.shift(); next && !abort.aborted; next = work.items.shift())
          await measureItem(bag, work, next, abort);
      }),
    );
  } catch (error) {
    // What was under way when the run was canceled ends in an error; that is no reason to try again.
    if (!stop.signal.aborted) throw error;
  } finally {
    clearInterval(watch);
  }
  return !stop.signal.aborted;
}

async function stopWhenEnded(bag: Evals, input: WireInput, stop: AbortController): Promise<void> {
  const look = bag.db.in(input.workspaceId, async (tx) => (await findWireRun(tx, input.runId))?.status);
  const status = await look.catch(() => 'in_progress' as const);
  if (status !== 'in_progress') stop.abort();
}

/** A run of which nothing could be measured has failed, and says why; otherwise it is complete, errors and all. */
async function conclude(bag: Evals, { workspaceId, runId }: WireInput): Promise<void> {
  await bag.db.in(workspaceId, async (tx) => {
    const [counts] = (await countsOf(tx, [runId])).counts;
    if (!counts || counts.errored < counts.total) return setWireStatus(tx, runId, 'completed');
    const [first] = await listMeasured(tx, runId, { limit: 1, order: 'asc' });
    const failed = first?.results.find((result) => result.error);
    const error = first?.sample?.error ?? failed?.error ?? null;
    // An item's error may quote what only a group may read; the run is there for everybody.
    const told = first?.restrictedTo.length ? { code: 'unmeasured', message: NOTHING_MEASURED } : error;
    return setWireStatus(tx, runId, 'failed', told);
  });
}
