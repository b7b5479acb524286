import {
  appErrors,
  type Fingerprint,
  findApp,
  findVersion,
  fingerprintOf,
  type VersionRow,
} from '../apps/index.ts';
import {
  compares,
  type EvalRow,
  type EvalRunRow,
  type Evals,
  evalsOfApp,
  sameDefinition,
  verdictsOf,
} from '../evals/index.ts';
import type { Actor } from '../kernel/index.ts';
import type { Problem, Readiness } from './contract.ts';
import { explain } from './explain.ts';

/** A version's readiness with what a release has to keep of it. */
export interface Judged {
  version: VersionRow;
  readiness: Readiness;
  fingerprint: Fingerprint;
}

/**
 * Whether a version may serve: every eval of its app has a passing verdict on it, for what lies beneath it now, against
 * what serves now.
 * @param number absent: the newest version
 */
export async function judgeReadiness(
  bag: Evals,
  actor: Actor,
  slug: string,
  number: number | undefined,
): Promise<Judged> {
  const { version, evals, runs, production } = await bag.db.in(actor.workspaceId, async (tx) => {
    const app = await findApp(tx, slug);
    if (!app) throw appErrors.unknown_app({ slug });
    const found = number === undefined ? app.latest : await findVersion(tx, slug, number);
    if (!found) throw appErrors.unknown_version({ slug, version: number ?? 0 });
    return {
      version: found,
      evals: await evalsOfApp(tx, slug),
      runs: await verdictsOf(tx, slug, found.number),
      production: await bag.serving.production(tx, slug),
    };
  });
  const fingerprint = await fingerprintOf(bag, actor, version);
  // A verdict counts for what was measured: another app of the same name has other versions of the same numbers.
  const current = runs.filter(
    (run) => run.versionHash === version.hash && evals.some((one) => one.slug === run.evalSlug),
  );
  const problems: Problem[] =
    evals.length === 0
      ? [explain('no_eval', null, { app: slug })]
      : evals.flatMap((one) => {
          const run = current.find((candidate) => candidate.evalSlug === one.slug);
          return problemsOf(one, run, { version: version.number, production, fingerprint });
        });
  return {
    version,
    fingerprint,
    readiness: {
      app: slug,
      version: version.number,
      result: resultOf(problems),
      problems,
      evidence: current.flatMap(({ evalSlug, id, verdict }) =>
        verdict
          ? [{ eval: evalSlug, evalRunId: id, result: verdict.result, sentence: verdict.sentence }]
          : [],
      ),
    },
  };
}

function problemsOf(
  one: EvalRow,
  run: EvalRunRow | undefined,
  now: { version: number; production: number | undefined; fingerprint: Fingerprint },
): Problem[] {
  const { slug } = one;
  if (!run?.verdict) return [explain('not_measured', slug, { version: now.version })];
  const problems: Problem[] = [];
  const { result, sentence } = run.verdict;
  if (result === 'block') problems.push({ problem: 'blocked', eval: slug, sentence });
  if (result === 'inconclusive') problems.push({ problem: 'inconclusive', eval: slug, sentence });
  for (const part of changed(run.fingerprint, now.fingerprint))
    problems.push(explain(`stale_${part}`, slug, {}));
  if (!sameDefinition(one.definition, run.definition)) problems.push(explain('stale_eval', slug, {}));
  const comparing = one.definition.gate.criteria.some(compares);
  const rival = now.production === now.version ? undefined : now.production;
  if (comparing && rival !== undefined && run.baseline !== rival)
    problems.push(explain('other_baseline', slug, { production: rival }));
  return problems;
}

/** What differs between two states of what lies beneath a version. What was not noted at the time was not there. */
export function changed(before: Record<string, string>, now: Fingerprint): (keyof Fingerprint)[] {
  return (['model', 'knowledge', 'guardrails'] as const).filter((part) => (before[part] ?? '') !== now[part]);
}

function resultOf(problems: readonly Problem[]): Readiness['result'] {
  if (problems.length === 0) return 'pass';
  return problems.some((one) => one.problem === 'blocked') ? 'block' : 'inconclusive';
}
