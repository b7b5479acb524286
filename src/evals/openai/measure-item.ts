import type { Evals } from '../bag.ts';
import type { TestingCriterion } from '../contract-openai.ts';
import { setMeasured, type WireItemRow } from '../store/wire-items.ts';
import type { WireRunRow } from '../store/wire-runs.ts';
import { judge } from './criteria/judge.ts';
import { sampleOf } from './sample.ts';

/** Lets the model answer, where one is to, judges the item by every criterion and stores it. Doing it twice counts once. */
export async function measureItem(
  bag: Evals,
  { run, criteria }: { run: WireRunRow; criteria: readonly TestingCriterion[] },
  row: WireItemRow,
  signal: AbortSignal,
): Promise<void> {
  const {
    shown: sample,
    seen,
    usage: asked,
    restrictedTo,
    dataClass,
  } = await sampleOf(bag, run, row, signal);
  const results = [];
  const usage = [...asked];
  // An item that was not answered is an error, whatever criteria that do not look at the answer would say.
  for (const criterion of sample.error ? [] : criteria) {
    const spaces = { item: row.item, sample: seen };
    const judged = await judge(bag, criterion, { run, spaces, signal, dataClass });
    results.push(judged.result);
    usage.push(...judged.usage);
  }
  const errored = sample.error !== null || results.some((result) => result.error !== null);
  const passed = results.every((result) => result.passed);
  const measured = {
    status: errored ? ('error' as const) : passed ? ('pass' as const) : ('fail' as const),
    ...{ sample, results, usage },
    restrictedTo: [...row.restrictedTo, ...restrictedTo],
  };
  await bag.db.in(run.workspaceId, (tx) => setMeasured(tx, row.id, measured));
}
