import { datasetById, type ExampleRow, grade } from '../../evals/index.ts';
import { type DataClass, strictest } from '../../gateway/index.ts';
import { type Kernel, toFailure } from '../../kernel/index.ts';
import type { DistilInput, Tuning } from '../bag.ts';
import { problemOf } from '../problem.ts';
import { conclude } from './conclude.ts';
import { examplesOf } from './examples-of.ts';
import { putQuestion } from './put-question.ts';
import * as store from './store.ts';

type Case = { example: ExampleRow; side: 'teacher' | 'student'; dataClass: DataClass };

/** Cases in one step: small enough that progress and cancelling are prompt, large enough that steps cost nothing. */
const BATCH = 100;

/** Declares the durable job behind a comparison. `bag` is asked for late, because the job is part of it. */
export function declareDistilling(kernel: Kernel, bag: () => Tuning): Tuning['distilling'] {
  const job = kernel.durable.job<DistilInput>('distil', { perProcess: 2 }, async (input, step) => {
    for (let n = 0; await step(`cases ${n}`, (signal) => attempt(bag(), input, signal)); n += 1);
    await step('conclude', () => conclude(bag(), input));
  });
  // A comparison is acknowledged when its row is committed; if the process died before the job started, it starts here.
  kernel.durable.reconcile('distillations', async () => {
    for (const { id, workspaceId } of await kernel.db.system(store.openDistillations))
      await job.ensure(id, { workspaceId, distillationId: id });
  });
  return job;
}

/** What will fail again is the comparison's end, and is kept with it; what may pass is tried again. */
async function attempt(bag: Tuning, input: DistilInput, signal: AbortSignal): Promise<boolean> {
  try {
    return await askBatch(bag, input, signal);
  } catch (thrown) {
    const failure = toFailure(thrown);
    const passing = ['request.database_unavailable', 'request.internal', 'request.cancelled'];
    if (signal.aborted || passing.includes(failure.code)) throw thrown;
    await bag.db.in(input.workspaceId, (tx) =>
      store.setDistillation(tx, input.distillationId, { status: 'failed', problem: problemOf(failure) }),
    );
    return false;
  }
}

/** Asks the next cases that have no answer yet; false when none is left or the comparison has ended. */
async function askBatch(bag: Tuning, input: DistilInput, signal: AbortSignal): Promise<boolean> {
  const { workspaceId, distillationId: id } = input;
  const work = await bag.db.in(workspaceId, async (tx) => {
    const row = await store.findDistillation(tx, id);
    if (!row || !(await store.setDistillation(tx, id, { status: 'running' }))) return undefined;
    const { datasetId, datasetVersion: version, comparison } = row;
    const have = new Set(
      (await store.answersOf(tx, id)).map(({ exampleId, side }) => `${exampleId} ${side}`),
    );
    const examples = await examplesOf(tx, { datasetId, version }, comparison);
    // Both meet an example one after the other, so that a passing slowness hits both.
    const all = await datasetById(tx, datasetId);
    const cases = examples.flatMap((example): Case[] => {
      const dataClass = strictest(all?.dataClass, example.dataClass);
      return [
        { example, dataClass, side: 'teacher' },
        { example, dataClass, side: 'student' },
      ];
    });
    return { row, queue: cases.filter(({ example, side }) => !have.has(`${example.id} ${side}`)) };
  });
  if (!work || work.queue.length === 0) return false;
  const { row } = work;
  const queue = work.queue.slice(0, BATCH);
  const stop = new AbortController();
  const abort = AbortSignal.any([signal, stop.signal]);
  const watch = setInterval(() => void stopWhenEnded(bag, input, stop), 1_000);
  try {
    await Promise.all(
      Array.from({ length: row.comparison.concurrency }, async () => {
        for (let next = queue.shift(); next && !abort.aborted; next = queue.shift())
          await askCase(bag, row, next, abort);
      }),
    );
  } catch (error) {
    // What was under way when it was cancelled ends in an error; that is no reason to try again.
    if (!stop.signal.aborted) throw error;
  } finally {
    clearInterval(watch);
  }
  return !stop.signal.aborted;
}

async function stopWhenEnded(bag: Tuning, input: DistilInput, stop: AbortController): Promise<void> {
  const row = await bag.db
    .in(input.workspaceId, (tx) => store.findDistillation(tx, input.distillationId))
    .catch(() => undefined);
  if (row?.status === 'cancelled') stop.abort();
}

/** Asks, grades and stores. Doing it twice counts once. */
async function askCase(
  bag: Tuning,
  row: store.DistillationRow,
  { example, side, dataClass }: Case,
  signal: AbortSignal,
): Promise<void> {
  const { workspaceId, actor, comparison } = row;
  const { item } = example;
  const question = { text: item.question, dataClass };
  const { abstained, ...said } = await putQuestion(bag, actor, comparison[side], question, signal);
  const outcome = {
    ...{ answer: said.answer, abstained, reason: null, citations: [], retrieved: [] },
    ...{ durationMs: said.durationMs, tokens: null, costUsd: null, error: said.error },
  };
  const graded = await grade(comparison.grader, { item, outcome, minilm: bag.minilm });
  const { score, pass } = graded ?? { score: 0, pass: false };
  const { id: distillationId } = row;
  await bag.db.in(workspaceId, (tx) =>
    store.addAnswer(tx, {
      ...{ workspaceId, distillationId, exampleId: example.id, side, ...said },
      ...{ score, pass: pass === true },
    }),
  );
}
