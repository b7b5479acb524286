import { setTimeout as sleep } from 'node:timers/promises';
import { findApp } from '../../apps/index.ts';
import { getEvalRun, listEvalRuns, startEvalRun, verdictsOf } from '../../evals/index.ts';
import { type Actor, toFailure } from '../../kernel/index.ts';
import { release } from '../../releases/index.ts';
import { apply } from '../apply.ts';
import type { Platform } from '../platform.ts';
import { type DemoPlan, readExamples } from './plan.ts';

interface Context {
  say: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Builds each version, measures it and releases it when its verdict allows, one after the other: the story that a
 * newcomer finds told. What a killed start did already is not done again; what came after it belongs to the people.
 */
export async function proveVersions(
  { kernel, evals }: Platform,
  seeder: Actor,
  plan: DemoPlan,
  { say, signal }: Context,
): Promise<void> {
  const { workspaceId } = seeder;
  if (plan.guardrails.length > 0) await apply(kernel, seeder, { definitions: plan.guardrails });
  for (const [i, assistant] of plan.assistants.entries()) {
    const { slug } = assistant;
    const version = i + 1;
    const known = await kernel.db.in(workspaceId, (tx) => findApp(tx, slug));
    if ((known?.latest.number ?? 0) < version) await apply(kernel, seeder, { definitions: [assistant] });
    if (i === 0) {
      const sets = plan.datasets.map(({ file, ...dataset }) => ({
        ...dataset,
        examples: readExamples(file),
      }));
      await apply(kernel, seeder, { definitions: [...sets, ...plan.evals] });
    }
    for (const one of plan.evals) {
      const verdicts = await kernel.db.in(workspaceId, (tx) => verdictsOf(tx, slug, version));
      if (verdicts.some((run) => run.evalSlug === one.slug)) continue;
      say(`Measuring version ${version} of ${assistant.name}…`);
      const sentence = await measure(evals, seeder, { slug: one.slug, version }, signal);
      if (sentence) say(sentence);
    }
    await releaseIfProven(evals, seeder, { slug, version }, say);
  }
}

const UNDER_WAY: ReadonlySet<string> = new Set(['queued', 'running']);

async function measure(
  evals: Platform['evals'],
  seeder: Actor,
  input: { slug: string; version: number },
  signal: AbortSignal,
): Promise<string | undefined> {
  // After a restart the run that was under way goes on by itself; a second one would measure everything twice.
  const { data } = await listEvalRuns(evals, seeder, { eval: input.slug, limit: 20 });
  const open = data.find(({ version, status }) => version === input.version && UNDER_WAY.has(status));
  let run = open ?? (await startEvalRun(evals, seeder, input));
  while (UNDER_WAY.has(run.status)) {
    await sleep(300, undefined, { signal });
    run = await getEvalRun(evals, seeder, { id: run.id });
  }
  return run.verdict?.sentence.en;
}

/** The demo is under the same rule as everybody: what is not proven does not serve. */
async function releaseIfProven(
  evals: Platform['evals'],
  seeder: Actor,
  target: { slug: string; version: number },
  say: (line: string) => void,
): Promise<void> {
  try {
    await release(evals, seeder, { ...target, stage: 'production', share: 10 });
  } catch (error) {
    const failure = toFailure(error);
    if (failure.status >= 500) throw error;
    say(failure.message);
  }
}
