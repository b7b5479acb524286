import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CHANGES, ComparedExample, EvalRun, type Result } from '../evals/contract.ts';
import { type Client, Refused } from './client.ts';
import type { Output } from './output.ts';

/** What a pipeline reads from the exit code: 0 pass, 100 block, 101 inconclusive. */
export const EXIT_CODES: Record<Result, number> = { pass: 0, block: 100, inconclusive: 101 };

type Run = z.infer<typeof EvalRun>;

const Results = z.object({
  data: z.array(ComparedExample),
  hasMore: z.boolean(),
  counts: z.record(z.enum(CHANGES), z.number()),
});

/** sevenfold eval run NAME: measures, waits, and exits with the verdict. */
export async function runEval(
  client: Client,
  out: Output,
  name: string,
  options: { version?: number; baseline?: number },
): Promise<void> {
  const started = await client.json('POST', `/api/evals/${encodeURIComponent(name)}/runs`, options);
  let run = EvalRun.parse(started);
  while (run.status === 'queued' || run.status === 'running') {
    out.progress(run.done, run.total, 'cases measured');
    await sleep(500);
    run = EvalRun.parse(await client.json('GET', `/api/eval-runs/${run.id}`));
  }
  out.endProgress();
  if (!run.verdict) throw new Refused(`The eval run ${run.id} ended as "${run.status}" without a verdict.`);
  out.answer(run, [run.verdict.sentence.en, ...tableOf(run)].join('\n'));
  process.exitCode = EXIT_CODES[run.verdict.result];
}

/** One line a criterion: what was asked, what was found, and how sure that is. */
function tableOf({ verdict }: Run): string[] {
  return (verdict?.criteria ?? []).map(({ criterion, result, estimate, interval }) => {
    const { grader, measure, ...demand } = criterion;
    const [rule = '', value = 0] = Object.entries(demand)[0] ?? [];
    const found = `${estimate.toFixed(3)} (${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})`;
    return `  ${result.padEnd(12)} ${grader} ${measure} ${rule} ${value}: ${found}`;
  });
}

/** sevenfold eval compare NAME: the newest finished run, example by example where the two versions differ. */
export async function compareEval(client: Client, out: Output, name: string): Promise<void> {
  const path = name.startsWith('er_')
    ? `/api/eval-runs/${name}`
    : `/api/eval-runs?eval=${encodeURIComponent(name)}`;
  const answer = await client.json('GET', path);
  const runs = name.startsWith('er_')
    ? [EvalRun.parse(answer)]
    : z.object({ data: z.array(EvalRun) }).parse(answer).data;
  const run = runs.find((one) => one.verdict && one.baseline !== null);
  if (!run?.verdict) throw new Refused(`There is no finished run of "${name}" that compares two versions.`);
  const { examples, counts } = await resultsOf(client, run.id);
  const list = (change: string, mark: string) =>
    examples
      .filter((one) => one.change === change)
      .map((one) => `  ${mark} ${one.item.question.slice(0, 140)}`);
  const text = [
    run.verdict.sentence.en,
    `Gained ${counts.gained}, lost ${counts.lost}:`,
    ...list('gained', '+'),
    ...list('lost', '-'),
  ];
  out.answer({ run, examples, counts }, text.join('\n'));
  process.exitCode = EXIT_CODES[run.verdict.result];
}

/** All examples of a run, page by page: a page of them is no answer to how many were lost. */
async function resultsOf(client: Client, id: string) {
  const examples: z.infer<typeof ComparedExample>[] = [];
  let after: string | undefined;
  for (;;) {
    const query = new URLSearchParams({ limit: '1000', ...(after ? { after } : {}) });
    const page = Results.parse(await client.json('GET', `/api/eval-runs/${id}/results?${query}`));
    examples.push(...page.data);
    after = page.data.at(-1)?.exampleId;
    if (!page.hasMore || !after) return { examples, counts: page.counts };
  }
}
